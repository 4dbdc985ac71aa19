import middy, { type MiddyfiedHandler } from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { processBatch, type Message, type QueueWorker } from './process-batch.ts';

/** The function stops its calls this long before Lambda would stop it, so that it can still store where it stands. */
const DEADLINE_MARGIN_MS = 2_000;

/**
 * The handler of a function that works off a queue. Only the messages that failed are reported to SQS; log lines carry the
 * id of the request.
 *
 * @param worker called at each batch
 */
export function queueHandler<Content extends Message>(
  worker: () => QueueWorker<Content>,
): MiddyfiedHandler<SQSEvent, SQSBatchResponse> {
  return middy<SQSEvent, SQSBatchResponse>()
    .before(({ context }) => {
      worker().logger.addContext(context);
    })
    .handler(async ({ Records }, context) => {
      const deadline = Date.now() + context.getRemainingTimeInMillis() - DEADLINE_MARGIN_MS;
      const batch = Records.map(({ messageId, body }) => ({ id: messageId, body }));
      const failed = await processBatch(worker(), batch, deadline);
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}
