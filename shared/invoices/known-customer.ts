import type { CustomerFacts } from '../customers/customer-facts.ts';

/** What is known of the easybill customer who gets the invoice. */
export interface KnownCustomer extends Readonly<Omit<CustomerFacts, 'v'>> {
  /** Undefined for one that is yet to be made. */
  readonly easybillId: number | undefined;
}
