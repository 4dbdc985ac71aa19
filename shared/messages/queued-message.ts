/** A message of one of our queues, as SQS delivered it. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
}
