/** The order of a list, which easybill does not document; `shuffled` stays the same between pages, `shuffledPerRequest` does not. */
export type ListOrder = 'ascending' | 'descending' | 'shuffled' | 'shuffledPerRequest';

/** What easybill leaves open, switchable while the simulator runs. */
export interface EasybillBehaviour {
  listOrder: ListOrder;
  /** The most items on a page, whatever `limit` was asked for; the answer shows it as its `limit`. */
  pageSizeCap: number;
  /** Whether a 429 says how long to wait. */
  sendsRetryAfter: boolean;
  /** Whether answers and deliveries hold fields and values the specification does not know. */
  unfamiliarValues: boolean;
  /** Whether the body of a `contact.*` event says whose contact it is, which the record itself does not. */
  contactEventsNameCustomer: boolean;
}
