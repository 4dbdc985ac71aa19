/** The order of a list, which easybill does not document; `shuffled` stays the same between pages, `shuffledPerRequest` does not. */
type ListOrder = 'ascending' | 'descending' | 'shuffled' | 'shuffledPerRequest';

/** What easybill leaves open, switchable while the simulator runs. */
export interface EasybillBehaviour {
  listOrder: ListOrder;
  /** The most items on a page, whatever `limit` was asked for; the answer shows it as its `limit`. */
  pageSizeCap: number;
  /** Whether the event of a contact names its customer, which the contact itself does not. */
  contactEventsNameCustomer: boolean;
  /** Whether files of documents are being made: they can be neither changed nor finished nor deleted. */
  documentsLocked: boolean;
  /** What finishing a document again does. */
  finishedAgain: 'accepted' | 'refused';
  /** How long a new document is missing in lists. */
  documentsListedAfterMs: number;
  /** Whether the last day of a range `from,to` in a filter belongs to it. */
  rangeEnd: 'included' | 'excluded';
  /** Whose price and VAT rate count on a line that names an article. */
  articleLines: 'asSent' | 'articleWins';
  /** What a rate of 0 % on a line of a document becomes: itself, or the article's or the usual 19 %. */
  zeroVat: 'kept' | 'ignored';
  /** Whether a 429 says how long to wait. */
  sendsRetryAfter: boolean;
  /** Whether answers and deliveries hold fields and values the API description does not know. */
  unfamiliarValues: boolean;
}
