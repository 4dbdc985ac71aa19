/**
 * Called for each call to AWS or a vendor, by a name such as `dynamodb.UpdateItem(mappings)`. Production passes none;
 * the crash tests use it to stop a function right before or after any of its calls.
 */
export interface CallObserver {
  before(call: string): Promise<void>;
  after(call: string): Promise<void>;
}
