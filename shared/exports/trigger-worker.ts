import { BudgetExhaustedError } from '../budget/budget-exhausted-error.ts';
import type { Connection } from '../connections/connection.ts';
import { triggerMessageSchema, type PollMessage, type TriggerMessage } from '../messages/export-message.ts';
import type { QueuedMessage } from '../messages/queued-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../vendor-errors/index.ts';
import { triggerEventSchema } from './event-bridge-event.ts';
import { endDryRun, previewInvoices } from './preview-invoices.ts';
import { queueWorkOrder } from './queue-work-order.ts';
import type { TriggerServices } from './trigger-services.ts';
import { unwanted } from './wanted.ts';

/** A hint this much older than the last read was answered by it; clocks may be that far apart. */
const SERVED_MARGIN_MS = 2_000;
const POLLING_WAIT_SECONDS = 30;
const FIRST_BACKOFF_SECONDS = 30;
/** After so many failures of OutSmart the next poll of the scheduler finds what there is. */
const TRIES = 5;
/** Nobody looks at a dry run that takes longer for want of easybill calls. */
const LONGEST_WAIT_MS = 2 * 3_600_000;

/**
 * Follows hints that work orders were completed, one after the other, and returns the ids of the messages to be
 * delivered again: those that met a bug.
 *
 * @param deadline when the function ends, epoch milliseconds
 */
export async function processTriggers(
  services: TriggerServices,
  batch: readonly QueuedMessage[],
  deadline: number,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, body } of batch) {
    const message = parseMessage(body);
    try {
      if (!message) throw new Error('not a trigger message');
      await follow(services, message, deadline);
    } catch (error) {
      services.logger.error('trigger failed and is delivered again', {
        messageId: id,
        connectionId: message?.connectionId,
        error: error instanceof Error ? error : new Error('not an error'),
      });
      failed.push(id);
    }
  }
  return failed;
}

function parseMessage(body: string): TriggerMessage | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return triggerMessageSchema.safeParse(parsed).data ?? triggerEventSchema.safeParse(parsed).data;
  } catch {
    // Not JSON: refused like any other message that is not ours.
    return undefined;
  }
}

async function follow(services: TriggerServices, message: TriggerMessage, deadline: number): Promise<void> {
  const connection = await services.connections.get(message.connectionId);
  // Whoever resumes a connection has its completed work orders polled.
  if (connection?.status !== 'active') return;
  const { enabled } = connection.settings.exports;
  if (!enabled && message.type !== 'dryRun') return;
  try {
    if (message.type === 'poll') await poll(services, connection, message, deadline);
    if (message.type === 'dryRun') await previewInvoices(services, connection, message, deadline);
    if (message.type === 'orders') {
      for (const workOrderId of new Set(message.workOrderIds)) {
        await queueWorkOrder(services, connection, workOrderId, true);
      }
    }
  } catch (error) {
    await settle(services, connection, message, error);
  }
}

/** Reads all completed work orders, unless that was done since the hint, and queues those that are wanted. */
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
    const wanted = orders.filter((order) => unwanted(order, settings.exports) === undefined);
    // Those that cannot be read fail where the user will see it.
    const ids = [...wanted.map(({ workOrderId }) => workOrderId), ...unreadableIds];
    for (const workOrderId of ids) await queueWorkOrder(services, connection, workOrderId);
    succeeded = true;
  } finally {
    await polls.end(connectionId, succeeded ? startedAt : undefined);
  }
}

/** @throws the error itself when it is a bug */
async function settle(
  services: TriggerServices,
  connection: Connection,
  message: TriggerMessage,
  error: unknown,
): Promise<void> {
  const { random, rest, sendTrigger } = services;
  if (error instanceof CredentialsRejectedError) {
    if ((await rest(connection, error)) === 'replaced') await sendTrigger(message, 1);
    return;
  }
  const mayWait = services.now() - message.firstQueuedAt < LONGEST_WAIT_MS;
  if (error instanceof BudgetExhaustedError && mayWait) {
    await sendTrigger({ ...message, hops: message.hops + 1 }, error.waitSeconds);
    return;
  }
  if (error instanceof RetryableError) {
    const failures = (message.failures ?? 0) + 1;
    const backoff = FIRST_BACKOFF_SECONDS * 2 ** failures * (0.5 + random() / 2);
    if (failures < TRIES) {
      await sendTrigger({ ...message, failures }, error.retryAfterSeconds ?? backoff);
      return;
    }
  }
  // A poll is made up for by the next one; nobody repeats a dry run.
  if (message.type === 'dryRun') await endDryRun(services, message, 'failed', []);
  const isRefused =
    error instanceof RecordRejectedError ||
    error instanceof AccessDeniedError ||
    error instanceof BudgetExhaustedError;
  if (!(error instanceof RetryableError) && !(message.type === 'dryRun' && isRefused)) throw error;
}
