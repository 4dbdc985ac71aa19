import type { NewActivity } from '../../../../shared/activity/activity-store.ts';
import type { Connection } from '../../../../shared/connections/connection.ts';
import type { DryRun } from '../../../../shared/exports/trigger/dry-run-store.ts';
import type { ExportOrder } from '../../../../shared/exports/vendors/export-vendors.ts';
import type { TriggerServices } from '../../../../shared/exports/trigger/trigger-services.ts';
import { triggerWorker } from '../../../../shared/exports/trigger/trigger-worker.ts';
import { processBatch } from '../../../../shared/messages/process-batch.ts';
import type { ExportMessage, TriggerMessage } from '../../../../shared/messages/export-message.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { builtInvoice, exportingConnection, exportOrder } from '../export-fixtures.ts';
import { NOW } from '../new-ledger-entry.ts';

const WORKER_MS = 400_000;

/** What the call of OutSmart is known by when it fails. */
export const call = { vendor: 'outsmart', operation: 'GET /GetWorkorders' } as const;
/** What all messages carry. */
export const envelope = { connectionId: 'c1', firstQueuedAt: NOW, hops: 0 };
export const pollMessage: TriggerMessage = { type: 'poll', ...envelope, source: 'schedule' };

/** The worker of triggers, between vendors that answer as told. */
export class TriggeringWorld {
  now = NOW;
  connection: Connection = exportingConnection();
  /** The completed work orders of OutSmart, or why it does not list them. */
  complete: ExportOrder[] | Error = [exportOrder()];
  unreadableIds: string[] = [];
  /** How often OutSmart was asked for them. */
  lists = 0;
  readonly ledger = new MemoryLedger(() => this.now);
  exported: ExportMessage[] = [];
  /** Messages that were sent again. */
  again: { message: TriggerMessage; delay: number }[] = [];
  readonly dryRuns: DryRun[] = [];
  polls = { readAt: 0, pollingUntil: 0 };
  suspended = 0;
  readonly told: NewActivity[] = [];
  readonly #toldAt = new Map<string, number>();

  /** Lets the worker have a message; ids of failed messages. */
  follow(message: unknown): Promise<string[]> {
    return processBatch(
      triggerWorker(this.services()),
      [{ id: 'm1', body: JSON.stringify(message) }],
      this.now + WORKER_MS,
    );
  }

  /** @param beforeList what happens whenever OutSmart of a connection is asked for its completed work orders */
  services(beforeList: (connectionId: string) => Promise<void> = () => Promise.resolve()): TriggerServices {
    return {
      connections: { get: (connectionId) => Promise.resolve({ ...this.connection, connectionId }) },
      ledger: this.ledger,
      polls: {
        get: () => Promise.resolve(this.polls),
        begin: (_, at, until) => {
          if (this.polls.pollingUntil >= at) return Promise.resolve(false);
          this.polls = { ...this.polls, pollingUntil: until };
          return Promise.resolve(true);
        },
        end: (_, readAt = this.polls.readAt) => {
          this.polls = { readAt, pollingUntil: 0 };
          return Promise.resolve();
        },
        loggedAt: (_, problem) => Promise.resolve(this.#toldAt.get(problem)),
        noteLogged: (_, problem, at) => Promise.resolve(void this.#toldAt.set(problem, at)),
      },
      dryRuns: { put: (_, dryRun) => Promise.resolve(void this.dryRuns.push(dryRun)) },
      open: ({ connectionId }) =>
        Promise.resolve({
          listComplete: async () => {
            this.lists += 1;
            await beforeList(connectionId);
            const { complete: orders, unreadableIds } = this;
            if (orders instanceof Error) throw orders;
            return { orders, unreadableIds };
          },
          readWorkOrder: (id) => Promise.resolve(id === '4711' ? exportOrder() : undefined),
          close: () => Promise.resolve(),
          build: (_, { externalId, documentDate }) =>
            Promise.resolve({
              invoice: builtInvoice({ external_id: externalId, document_date: documentDate }),
            }),
        }),
      sendExport: (message) => Promise.resolve(void this.exported.push(message)),
      sendTrigger: (message, delay = 0) => Promise.resolve(void this.again.push({ message, delay })),
      suspend: () => {
        this.suspended += 1;
        return Promise.resolve('suspended');
      },
      activity: {
        add: (_: string, entries: NewActivity[]) => Promise.resolve(void this.told.push(...entries)),
      } as never,
      logger: { error: () => undefined } as never,
      metrics: {} as never,
      now: () => this.now,
      random: () => 0.5,
    };
  }
}
