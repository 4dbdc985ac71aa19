import type { NewActivity } from '../../../../shared/activity/activity-store.ts';
import type { Connection } from '../../../../shared/connections/connection.ts';
import type { ExportServices } from '../../../../shared/exports/worker/export-services.ts';
import type { ExportDocument, InvoiceQuery } from '../../../../shared/exports/vendors/export-vendors.ts';
import type { BuildInvoice } from '../../../../shared/exports/invoice/build-invoice.ts';
import { exportWorker } from '../../../../shared/exports/worker/export-worker.ts';
import { processBatch } from '../../../../shared/messages/process-batch.ts';
import type { LedgerEntry } from '../../../../shared/exports/ledger/ledger-entry.ts';
import { sweepExports } from '../../../../shared/exports/trigger/sweep-exports.ts';
import type { ExportMessage } from '../../../../shared/messages/export-message.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { builtInvoice, documentValues, exportingConnection, exportOrder } from '../export-fixtures.ts';
import { NOW } from '../new-ledger-entry.ts';

const CREATED = { createdAt: '2026-11-24 10:00:00', editedAt: '2026-11-24 10:00:00' };
export const DRAFT: ExportDocument = { id: 7, isDraft: true, ...CREATED, values: documentValues() };
const WORKER_MS = 118_000;

/** What a call of easybill and one of OutSmart are known by when they fail. */
export const post = { vendor: 'easybill', operation: 'POST /documents' } as const;
export const read = { vendor: 'outsmart', operation: 'GET /GetWorkorder' } as const;

/** A message about the work order. */
export const message: ExportMessage = {
  type: 'export',
  connectionId: 'c1',
  workOrderId: '4711',
  firstQueuedAt: NOW,
  hops: 0,
};

/** The worker of exports and the sweeper, at one work order between vendors that answer as told. */
export class ExportingWorld {
  now = NOW;
  connection: Connection = exportingConnection();
  readonly ledger = new MemoryLedger(() => this.now);
  /** Vendor calls in their order, by short names. */
  calls: string[] = [];
  /** Which of the calls fail, by those names; `log` for entries of the log. */
  failures: Record<string, Error | undefined> = {};
  /** Messages that were sent again. */
  readonly again: { message: ExportMessage; delay: number }[] = [];
  readonly activities: NewActivity[] = [];
  /** What becomes of a connection whose credentials are refused. */
  rest: 'replaced' | 'suspended' = 'suspended';
  closed = 0;
  forgottenUntil: number | undefined;
  /** Fields of the work order that are other than usual. */
  order: Record<string, unknown> = {};
  build: BuildInvoice = (_, { documentDate }) =>
    Promise.resolve({ invoice: builtInvoice({ document_date: documentDate }) });
  /** What easybill answers to the creating call. */
  answer: ExportDocument | undefined;
  /** The document as it is once it is finished; as it was made unless told. */
  finished: ExportDocument | undefined;
  /** The document as it is when it is read; as it was answered unless told. */
  document: ExportDocument | undefined;
  readonly looked: InvoiceQuery[] = [];
  /** What easybill has when it is looked for. */
  found: ExportDocument[] = [];

  /** Codes of all activities. */
  get told(): string[] {
    return this.activities.map(({ code }) => code);
  }

  /** Lets the worker have the message; ids of failed messages. */
  work(changes: Partial<ExportMessage> = {}): Promise<string[]> {
    return this.receive(JSON.stringify({ ...message, ...changes }));
  }

  /** Lets the worker have whatever comes, for so long. */
  receive(body: string, forMs = WORKER_MS): Promise<string[]> {
    return processBatch(exportWorker(this.#services()), [{ id: 'm1', body }], this.now + forMs);
  }

  /** Lets the sweeper look, and the worker have what it sends. */
  async sweep(): Promise<ExportMessage[]> {
    const sent: ExportMessage[] = [];
    const services = {
      ledger: this.ledger,
      sendExport: (one: ExportMessage) => Promise.resolve(void sent.push(one)),
      sendTrigger: () => Promise.resolve(),
      now: () => this.now,
    };
    await sweepExports(services, this.connection);
    for (const one of sent) await this.work(one);
    return sent;
  }

  entry(): Promise<LedgerEntry | undefined> {
    return this.ledger.latest('c1', '4711');
  }

  #answer<T>(name: string, value: T): Promise<T> {
    this.calls.push(name);
    const failure = this.failures[name];
    return failure ? Promise.reject(failure) : Promise.resolve(value);
  }

  #services(): ExportServices {
    return {
      connections: {
        get: () => Promise.resolve(this.connection),
        update: (_: string, changes: Partial<Connection>) => {
          this.connection = { ...this.connection, ...changes };
          return Promise.resolve(true);
        },
      },
      ledger: this.ledger,
      forgottenUntil: () => Promise.resolve(this.forgottenUntil),
      open: () =>
        Promise.resolve({
          vendors: {
            readWorkOrder: () => this.#answer('read', exportOrder(this.order)),
            markHandled: () => this.#answer('handle', exportOrder(this.order)),
            createDocument: ({ document_date: date }) =>
              this.#answer(
                'create',
                this.answer ?? { ...DRAFT, values: documentValues({ document_date: date }) },
              ),
            getDocument: () => this.#answer('get', this.document ?? this.found[0] ?? DRAFT),
            finishDocument: () =>
              this.#answer('finish', this.finished ?? { ...DRAFT, isDraft: false, number: 'R7' }),
            deleteDraft: () => this.#answer('delete', undefined),
            findInvoices: (query) => {
              this.looked.push(query);
              return this.#answer('find', this.found);
            },
          },
          build: this.build,
          plan: this.build,
          checkAccess: () => this.#answer('logins', undefined),
          close: () => Promise.resolve(void (this.closed += 1)),
        }),
      send: (sent, delay = 0) => Promise.resolve(void this.again.push({ message: sent, delay })),
      suspend: () => Promise.resolve(this.rest),
      activity: {
        add: (_: string, entries: NewActivity[]) =>
          this.failures.log
            ? Promise.reject(this.failures.log)
            : Promise.resolve(void this.activities.push(...entries)),
      } as never,
      logger: { error: () => undefined } as never,
      metrics: { count: () => undefined } as never,
      now: () => this.now,
      random: () => 0.5,
    };
  }
}
