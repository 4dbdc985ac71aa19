import type { EasybillPosition } from '../easybill/index.ts';
import type { Facts } from '../imports/facts.ts';

/** What invoices need to know of a position. */
export function positionFacts(position: EasybillPosition): Facts {
  const {
    vat_percent: vatPercent,
    sale_price: priceCents = '0',
    price_type: priceType,
    unit,
    type,
  } = position;
  return {
    vatPercent,
    priceCents,
    ...(priceType === 'BRUTTO' && { isGross: true }),
    ...(unit !== undefined && { unit }),
    type,
  };
}
