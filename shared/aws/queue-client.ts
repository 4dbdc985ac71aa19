import { SQSClient } from '@aws-sdk/client-sqs';
import type { CallObserver } from './call-observer.ts';
import { observeClient } from './observe.ts';

/** An SQS client for the region and endpoint of the environment. */
export function createQueueClient(observer?: CallObserver): SQSClient {
  // The queue URL carries a host; a configured endpoint (local runner, emulator) has to win over it.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  if (observer) observeClient(client, 'sqs', observer);
  return client;
}
