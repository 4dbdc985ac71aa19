import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ImportWorker } from './import-worker.ts';

/** The function stops its calls this long before Lambda would stop it, so that it can still store where it stands. */
const DEADLINE_MARGIN_MS = 2_000;

/** Runs a worker over an SQS batch; only the messages that met a bug are reported as failed. */
export async function processBatch<Source extends { readonly id: number }, Target extends object>(
  worker: ImportWorker<Source, Target>,
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - DEADLINE_MARGIN_MS;
  const batch = event.Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const failed = await worker.process(batch, deadline);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
