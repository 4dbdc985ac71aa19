import type Big from 'big.js';
import type { OutsmartWorkOrderMaterial } from '../../outsmart/index.ts';
import { readings } from '../exact-decimal.ts';
import { materialPrice } from './material-price.ts';

/** The numbers of a material, as far as it has them. Euros and percent. */
export interface MaterialNumbers {
  readonly quantity: Big | undefined;
  readonly unitPrice: Big | undefined;
  readonly total: Big | undefined;
  readonly discountPercent: Big | undefined;
}

const FIELDS = {
  quantity: 'MaterialNr',
  unitPrice: 'MaterialPrice',
  total: 'MaterialTotalPrice',
  discountPercent: 'MaterialDiscountPercentage',
} as const satisfies Record<keyof MaterialNumbers, keyof OutsmartWorkOrderMaterial>;

/**
 * The numbers of a material, or the field that holds none although it is filled. Of numbers that may mean two things
 * ("1.234") the one is taken with which quantity and price come to the total; where both or none do, they are unreadable.
 */
export function readNumbers(
  material: OutsmartWorkOrderMaterial,
): MaterialNumbers | { readonly unreadable: string } {
  const read = (field: (typeof FIELDS)[keyof typeof FIELDS]): readonly (Big | undefined)[] | undefined => {
    const text = material[field];
    if (text === undefined) return [undefined];
    const found = readings(text).filter((decimal) => field !== FIELDS.discountPercent || isPercent(decimal));
    return found.length === 0 ? undefined : found;
  };
  const unreadable = Object.values(FIELDS).find((field) => read(field) === undefined);
  if (unreadable !== undefined) return { unreadable };

  const candidates = (read(FIELDS.quantity) ?? []).flatMap((quantity) =>
    (read(FIELDS.unitPrice) ?? []).flatMap((unitPrice) =>
      (read(FIELDS.total) ?? []).flatMap((total) =>
        (read(FIELDS.discountPercent) ?? []).map((discountPercent): MaterialNumbers => ({
          quantity,
          unitPrice,
          total,
          discountPercent,
        })),
      ),
    ),
  );
  const [chosen, another] = candidates.length > 1 ? candidates.filter(addsUp) : candidates;
  if (chosen === undefined || another !== undefined) {
    const open = Object.values(FIELDS).find((field) => (read(field)?.length ?? 0) > 1);
    return { unreadable: open ?? FIELDS.quantity };
  }
  return chosen;
}

function addsUp(numbers: MaterialNumbers): boolean {
  const { quantity, unitPrice, total } = numbers;
  if (quantity === undefined || quantity.eq(0) || unitPrice === undefined || total === undefined)
    return false;
  return materialPrice({ ...numbers, quantity })?.remark === undefined;
}

function isPercent(decimal: Big): boolean {
  return decimal.gte(0) && decimal.lte(100);
}
