import type { EasybillPosition } from '../easybill/index.ts';
import type { Mapped } from '../imports/entity-import.ts';
import { numberKey } from '../imports/number-key.ts';
import { storedLine } from '../outsmart/field-text.ts';
import type { OutsmartHourType } from '../outsmart/index.ts';
import { costPrice, netPrice } from '../positions/position-price.ts';

/** Work periods carry the code of an hour type in a field of this length, a shorter one than the hour type's own. */
const LONGEST_CODE = 55;

/**
 * Maps an easybill position that the rule selects to the OutSmart hour type it should be, with its net price. The name
 * is the first line of the description. It is booked as sale or cost where it has such a price.
 */
export function positionToHourType(position: EasybillPosition): Mapped<OutsmartHourType> {
  const number = numberKey(position.number, LONGEST_CODE);
  const { key } = number;
  if (position.archived) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key };
  if (number.key === undefined) {
    return { outcome: 'skipped', reason: number.reason, fields: ['number'], key };
  }
  const name = firstLine(position.description);
  if (name === '') return { outcome: 'skipped', reason: 'noDescription', fields: ['description'], key };

  const salePrice = netPrice(position);
  const cost = costPrice(position.cost_price);
  return {
    outcome: 'mapped',
    key: number.key,
    record: {
      code: number.key,
      name,
      cost_booking: isZero(cost) ? 0 : 1,
      sale_booking: isZero(salePrice) ? 0 : 1,
      sale_price: salePrice,
      cost_price: cost,
      active: 1,
    },
  };
}

/** The first line in which something can be seen. */
function firstLine(text: string | undefined): string {
  const lines = (text ?? '').split(/[\r\n\v\f\u0085\u2028\u2029]+/);
  return lines.map(storedLine).find((line) => line !== '') ?? '';
}

function isZero(price: string): boolean {
  return price === '0.00';
}
