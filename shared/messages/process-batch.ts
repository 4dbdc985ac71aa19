import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { QueuedMessage } from './queued-message.ts';

/** The function stops its calls this long before Lambda would stop it, so that it can still store where it stands. */
const DEADLINE_MARGIN_MS = 2_000;

/**
 * Runs a worker over an SQS batch; only the messages it names are reported as failed.
 *
 * @param work gets the time at which the function ends, epoch milliseconds, and answers the ids of the messages that
 *   met a bug
 */
export async function processBatch(
  work: (batch: readonly QueuedMessage[], deadline: number) => Promise<string[]>,
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - DEADLINE_MARGIN_MS;
  const batch = event.Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const failed = await work(batch, deadline);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
