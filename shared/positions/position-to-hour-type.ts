import type { EasybillPosition } from '../easybill/index.ts';
import type { Mapped } from '../records/mapped.ts';
import { recordKey } from '../records/record-key.ts';
import { netPrice } from '../outsmart/decimal-price.ts';
import type { OutsmartHourType } from '../outsmart/index.ts';
import { storedLine, storedText } from '../outsmart/stored-text.ts';

/** On the periods of a work order OutSmart keeps so many characters of the code. */
const CODE_LIMIT = 55;

/** Maps an easybill position to the OutSmart hour type it should be. Prices are net, in euros an hour. */
export function positionToHourType(position: EasybillPosition): Mapped<OutsmartHourType> {
  const number = recordKey(position.number, CODE_LIMIT);
  const { key } = number;
  if (position.archived) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key };
  if (number.key === undefined) {
    return { outcome: 'skipped', reason: number.reason, fields: ['number'], key };
  }
  const name = storedLine(firstLine(position.description));
  if (name === '') return { outcome: 'skipped', reason: 'noName', fields: ['description'], key };
  const salePrice = netPrice({
    cents: position.sale_price ?? '0',
    isGross: position.price_type === 'BRUTTO',
    vatPercent: position.vat_percent,
  });
  return {
    outcome: 'mapped',
    key: number.key,
    record: {
      code: number.key,
      name,
      cost_booking: position.cost_price === undefined ? 0 : 1,
      sale_booking: Number(salePrice) > 0 ? 1 : 0,
      sale_price: salePrice,
      // What the company pays has no VAT in it, whatever the sale price is.
      cost_price: netPrice({ cents: position.cost_price ?? '0', isGross: false, vatPercent: '0' }),
      active: 1,
    },
  };
}

/** The first line in which there is something to read: an article's description may be a whole paragraph. */
function firstLine(description: string | undefined): string | undefined {
  return storedText(description)
    .split('\n')
    .find((line) => storedLine(line) !== '');
}
