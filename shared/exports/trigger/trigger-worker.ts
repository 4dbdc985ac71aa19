import * as z from 'zod';
import type { Connection } from '../../connections/connection.ts';
import {
  triggerMessageSchema,
  type PollMessage,
  type TriggerMessage,
} from '../../messages/export-message.ts';
import type { QueueWorker } from '../../messages/process-batch.ts';
import { triggerEventSchema } from './event-bridge-event.ts';
import { endDryRun, previewInvoices } from './preview-invoices.ts';
import { queueWorkOrder } from './queue-work-order.ts';
import { handleTriggerFailure } from './handle-trigger-failure.ts';
import type { TriggerServices } from './trigger-services.ts';
import { whyIneligible } from '../steps/eligible.ts';

/** A hint this much older than the last read was answered by it; clocks may be that far apart. */
const SERVED_MARGIN_MS = 2_000;
const POLLING_WAIT_SECONDS = 30;
/** OutSmart may take so long to list work orders. */
const LONGEST_LIST_MS = 300_000;

const schema = z.union([triggerMessageSchema, triggerEventSchema]);

/**
 * The worker of triggers: finds completed work orders, and queues them for the worker of exports. A connection whose
 * OutSmart is slow has its further hints sent again, so that it ends by its deadline.
 */
export function triggerWorker(services: TriggerServices): QueueWorker<TriggerMessage> {
  const { logger, now, sendTrigger } = services;
  const work: QueueWorker<TriggerMessage>['work'] = async ({ messages, deadline, attempt }) => {
    for (const [i, one] of messages.entries()) {
      const { message } = one;
      const isLate = i > 0 && message.type !== 'orders' && now() + LONGEST_LIST_MS > deadline;
      await attempt(one, () =>
        isLate
          ? sendTrigger({ ...message, hops: message.hops + 1 }, 1)
          : followTrigger(services, message, deadline),
      );
    }
  };
  return { schema, logger, work };
}

/**
 * Follows a hint that work orders were completed.
 *
 * @param deadline when the function ends, epoch milliseconds
 */
async function followTrigger(
  services: TriggerServices,
  message: TriggerMessage,
  deadline: number,
): Promise<void> {
  const connection = await services.connections.get(message.connectionId);
  if (!connection) return;
  if (connection.status !== 'active') {
    // Whoever resumes a connection has its completed work orders polled; nobody repeats a dry run.
    if (message.type === 'dryRun') await endDryRun(services, message, 'failed', []);
    return;
  }
  const { enabled } = connection.settings.exports;
  if (!enabled && message.type !== 'dryRun') return;
  try {
    if (message.type === 'poll') await poll(services, connection, message, deadline);
    if (message.type === 'dryRun') await previewInvoices(services, connection, message, deadline);
    if (message.type === 'orders') {
      for (const workOrderId of new Set(message.workOrderIds)) {
        await queueWorkOrder(services, connection, workOrderId, { atOnce: true });
      }
    }
  } catch (error) {
    await handleTriggerFailure(services, connection, message, error);
  }
}

/** Reads all completed work orders, unless somebody did so since the hint, and queues those that are eligible. */
async function poll(
  services: TriggerServices,
  connection: Connection,
  message: PollMessage,
  deadline: number,
): Promise<void> {
  const { polls, now, sendTrigger } = services;
  const { connectionId, settings, tokenGeneration } = connection;
  if ((message.tokenGeneration ?? tokenGeneration) < tokenGeneration) return;
  const { readAt } = await polls.get(connectionId);
  if (readAt > message.firstQueuedAt + SERVED_MARGIN_MS) return;
  const startedAt = now();
  if (!(await polls.begin(connectionId, startedAt, deadline))) {
    await sendTrigger({ ...message, hops: message.hops + 1 }, POLLING_WAIT_SECONDS);
    return;
  }
  let succeeded = false;
  try {
    const opened = await services.open(connection, { deadline, lookedSince: message.firstQueuedAt });
    const { orders, unreadableIds } = await opened.listComplete();
    const wanted = orders.filter((order) => whyIneligible(order, settings.exports) === undefined);
    for (const order of wanted) await queueWorkOrder(services, connection, order.workOrderId, { order });
    // These fail where the user will see it.
    for (const workOrderId of unreadableIds) await queueWorkOrder(services, connection, workOrderId);
    succeeded = true;
  } finally {
    await polls.end(connectionId, succeeded ? startedAt : undefined);
  }
}
