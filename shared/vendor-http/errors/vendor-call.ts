/** Names one kind of vendor call in errors, logs and metrics, e.g. easybill `GET /customers/{id}`. */
export interface VendorCall {
  readonly vendor: 'easybill' | 'outsmart';
  /** Method and path template; no ids, no query. */
  readonly operation: string;
}
