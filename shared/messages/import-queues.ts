import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Environment } from '../environment.ts';
import { createSender, type Send } from './envelope.ts';
import type { ImportMessage } from './import-message.ts';
import type { Entity } from '../records/entity.ts';

/** Environment variables with the queues of import workers. A function has those it sends to. */
export type QueueVariables = {
  readonly [Name in (typeof QUEUE_VARIABLES)[Entity]]?: Environment[Name] | undefined;
};

const QUEUE_VARIABLES = {
  customer: 'CUSTOMERS_QUEUE_URL',
  contact: 'CONTACTS_QUEUE_URL',
  product: 'PRODUCTS_QUEUE_URL',
  category: 'CATEGORIES_QUEUE_URL',
  hourType: 'HOUR_TYPES_QUEUE_URL',
  employee: 'EMPLOYEES_QUEUE_URL',
} as const satisfies Record<Entity, keyof Environment>;

/** Puts work on the queue of its entity, see {@link Send}. */
export type SendImport = Send<ImportMessage>;

/** Sends to the queue of each message's entity. */
export function createImportSender(sqs: SQSClient, queues: QueueVariables): SendImport {
  return async (message, delaySeconds) => {
    const queueUrl = queues[QUEUE_VARIABLES[message.entity]];
    if (queueUrl === undefined) throw new Error(`no import queue for ${message.entity}`);
    await createSender(sqs, queueUrl)(message, delaySeconds);
  };
}
