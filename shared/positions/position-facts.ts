import type { EasybillPosition } from '../easybill/index.ts';
import type { Facts } from '../imports/facts.ts';

/** What an invoice needs of a position, as easybill has it. */
export function positionFacts(position: EasybillPosition): Facts {
  return {
    vatPercent: position.vat_percent,
    priceCents: position.sale_price,
    ...(position.price_type === 'BRUTTO' && { isGross: true }),
    unit: position.unit,
    type: position.type,
  };
}
