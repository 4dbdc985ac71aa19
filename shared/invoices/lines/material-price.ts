import Big from 'big.js';
import { quotient } from '../exact-decimal.ts';

/** What a work order says of a material's price. Euros. */
export interface StatedPrice {
  /** Not zero. */
  readonly quantity: Big;
  readonly unitPrice: Big | undefined;
  readonly total: Big | undefined;
  readonly discountPercent: Big | undefined;
}

/** What is to be said about a price. */
export type PriceRemark = 'differs' | 'free' | 'discountUnclear';

/** The price of one in cents, and what is taken off it. */
export interface MaterialPrice {
  readonly netPrice: Big;
  /** Percent. */
  readonly discount?: Big;
  /**
   * `differs`: the total is not what the price comes to. `free`: the same, and it is 0. `discountUnclear`: nothing says
   * if it is taken off already.
   */
  readonly remark?: PriceRemark;
}

const CENT_PLACES = 2;

/**
 * The price a material is billed at. OutSmart does not document whether its price is before or after the discount, so
 * the total decides where there is one: it says that the price holds as it is, or with the discount; if neither, total
 * by quantity is the price. So a total of 0 is free whatever the price is, as for warranty. Undefined when neither price nor
 * total is given.
 */
export function materialPrice(stated: StatedPrice): MaterialPrice | undefined {
  const { quantity, unitPrice, total, discountPercent } = stated;
  const discount = discountPercent?.eq(0) === false ? discountPercent : undefined;
  if (total === undefined) {
    if (unitPrice === undefined) return undefined;
    const netPrice = unitPrice.times(100);
    return discount ? { netPrice, remark: 'discountUnclear' } : { netPrice };
  }
  const netOfTotal = quotient(total.times(100), quantity);
  if (unitPrice === undefined) return { netPrice: netOfTotal };
  if (comesTo(unitPrice.times(quantity), total)) return { netPrice: unitPrice.times(100) };
  const remaining = discount && new Big(100).minus(discount).times('0.01');
  if (discount && remaining && comesTo(unitPrice.times(quantity).times(remaining), total)) {
    return { netPrice: unitPrice.times(100), discount };
  }
  return { netPrice: netOfTotal, remark: total.eq(0) ? 'free' : 'differs' };
}

/** Whether an amount is the total, as far as that was written out. */
function comesTo(amount: Big, total: Big): boolean {
  const places = Math.max(CENT_PLACES, total.toFixed().split('.')[1]?.length ?? 0);
  return amount.round(places, Big.roundHalfUp).eq(total);
}
