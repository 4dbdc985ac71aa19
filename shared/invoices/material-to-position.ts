import { oneLine, storedText } from '../outsmart/stored-text.ts';
import type { NewEasybillPosition } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { exactNumber, readDecimal } from './exact-decimal.ts';
import { codeKey } from './known-position.ts';

/**
 * The easybill article for a material that only OutSmart knows, at the price the work order states. Undefined for a
 * code that is no material of it, or one without a name or a price that can be read.
 */
export function materialToPosition(
  { Materials }: OutsmartWorkOrder,
  code: string,
  vatPercent: number,
): NewEasybillPosition | undefined {
  const material = Materials.find(({ MaterialCode }) => codeKey(MaterialCode ?? '') === codeKey(code));
  const {
    MaterialCode: number,
    MaterialName: name,
    MaterialPrice: price,
    MaterialUnit: unit,
  } = material ?? {};
  const euros = readDecimal(price ?? '');
  const cents = euros && exactNumber(euros.times(100));
  if (number === undefined || name === undefined || cents === undefined || cents < 0) return undefined;
  return {
    number,
    description: storedText(name),
    type: 'PRODUCT',
    ...(unit !== undefined && { unit: oneLine(unit) }),
    price_type: 'NETTO',
    sale_price: cents,
    vat_percent: vatPercent,
  };
}
