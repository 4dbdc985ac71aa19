import type { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import type { QueuedMessage } from './queued-message.ts';

/** What all our messages have. */
export interface Message {
  readonly type: string;
  readonly connectionId: string;
  readonly workOrderId?: string;
}

/** A message that could be read. */
export interface Received<Content> {
  readonly id: string;
  readonly message: Content;
}

/** The messages of a batch that are for one connection. */
export interface Group<Content> {
  readonly connectionId: string;
  readonly messages: readonly Received<Content>[];
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
  /** Does the work of one message. What it throws is logged, and this message is delivered again. */
  readonly attempt: (message: Received<Content>, work: () => Promise<void>) => Promise<void>;
}

/** Who works off the messages of a queue. */
export interface QueueWorker<Content extends Message> {
  /** What is no such message is logged and delivered again: it ends in the DLQ. */
  readonly schema: z.ZodType<Content>;
  readonly logger: Pick<Logger, 'error' | 'addContext'>;
  /**
   * Works off the messages of one connection; those of others are worked off beside it. What it throws has all of them
   * delivered again.
   */
  readonly work: (group: Group<Content>) => Promise<void>;
}

/** Work that messages of a connection ask for one after the other. */
export function oneByOne<Content extends Message>(
  handle: (message: Content, deadline: number) => Promise<void>,
): QueueWorker<Content>['work'] {
  return async ({ messages, deadline, attempt }) => {
    for (const one of messages) await attempt(one, () => handle(one.message, deadline));
  };
}

/**
 * Has a batch worked off, connections beside each other, and returns the ids of the messages to be delivered again: those
 * that met a bug. Waiting is no failure; work that has to wait was sent again by then.
 */
export async function processBatch<Content extends Message>(
  { schema, logger, work }: QueueWorker<Content>,
  batch: readonly QueuedMessage[],
  deadline: number,
): Promise<string[]> {
  const failed: string[] = [];
  const received: Received<Content>[] = [];
  for (const { id, body } of batch) {
    const message = schema.safeParse(contentOf(body)).data;
    if (message) received.push({ id, message });
    else failed.push(id);
  }
  if (failed.length > 0) logger.error('not messages of this queue', { messageIds: [...failed] });

  const fail = (
    { id, message: { type, connectionId, workOrderId } }: Received<Content>,
    failure: unknown,
  ): void => {
    failed.push(id);
    const error = failure instanceof Error ? failure : new Error('not an error');
    const about = { messageId: id, type, connectionId, workOrderId };
    logger.error('message failed and is delivered again', { ...about, error });
  };
  const attempt: Group<Content>['attempt'] = async (one, handle) => {
    await handle().catch((error: unknown) => {
      fail(one, error);
    });
  };
  const groups = Map.groupBy(received, ({ message }) => message.connectionId);
  await Promise.all(
    [...groups].map(([connectionId, messages]) =>
      work({ connectionId, messages, deadline, attempt }).catch((error: unknown) => {
        for (const one of messages) fail(one, error);
      }),
    ),
  );
  return [...new Set(failed)];
}

function contentOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Refused like any other message that is not ours.
    return undefined;
  }
}
