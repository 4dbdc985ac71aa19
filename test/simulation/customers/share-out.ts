import { maintenanceWorker } from '../../../shared/lifecycle/maintenance/maintenance-worker.ts';
import { processBatch } from '../../../shared/messages/process-batch.ts';
import type { Entity } from '../../../shared/records/entity.ts';
import type { Instance } from './instance.ts';

interface Message {
  readonly id: string;
  readonly body: string;
}

/** The messages of a batch that belong to one queue, and who works them off. */
export interface Share {
  /** What the function is invoked for: the types of the messages, and of which entity, unless of customers. */
  readonly kind: string;
  readonly messages: readonly Message[];
  /** Returns the ids of the messages that failed. */
  readonly process: (instance: Instance, deadline: number) => Promise<string[]>;
}

/** Parts the messages of all queues, that for care first. */
export function shareOut(batch: readonly Message[]): Share[] {
  const queues = Map.groupBy(batch, ({ body }) => contentOf(body).entity);
  const shares = [...queues].map(([entity, messages]): Share => {
    const types = [...new Set(messages.map(({ body }) => contentOf(body).type))].sort().join('+');
    return {
      kind: entity === undefined || entity === 'customer' ? types : `${entity} ${types}`,
      messages,
      process: (instance, deadline) =>
        entity === undefined
          ? processBatch(maintenanceWorker(instance.care), messages, deadline)
          : processBatch(instance.workers[entity], messages, deadline),
    };
  });
  return shares.sort((a, b) => Number(b.kind === 'care') - Number(a.kind === 'care'));
}

function contentOf(body: string): { type: string; entity?: Entity } {
  return JSON.parse(body) as { type: string; entity?: Entity };
}
