import {
  startEasybillSimulator,
  type EasybillDocument,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import type { ExportServices } from '../../../shared/exports/worker/export-services.ts';
import { exportWorker } from '../../../shared/exports/worker/export-worker.ts';
import { processBatch } from '../../../shared/messages/process-batch.ts';
import type { LedgerEntry } from '../../../shared/exports/ledger/ledger-entry.ts';
import { LedgerStore } from '../../../shared/exports/ledger/ledger-store.ts';
import type { Ledger } from '../../../shared/exports/ledger/ledger.ts';
import { sweepExports } from '../../../shared/exports/trigger/sweep-exports.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import { customers } from '../../support/customers.ts';
import type { Tables } from '../../support/tables.ts';
import { SimulatedClock } from '../customers/clock.ts';
import { SimulatedQueue } from '../customers/queue.ts';
import type { Choices } from './choices.ts';
import { HttpCalls } from './http-calls.ts';
import type { HttpMishap } from './http-mishaps.ts';
import { httpServices } from './http-services.ts';
import { HttpWatch } from './http-watch.ts';
import { WORK_ORDER } from './http-work-order.ts';
import { MemoryLedger } from './memory-ledger.ts';

const START = Date.UTC(2026, 10, 24, 9);
const WORKER_MS = 118_000;
const SWEEP_MS = 15 * 60_000;
const CALL_MS = 40;
const TIMEOUT_MS = 30_000;
/** How long a timeout takes for real; no other call may take so long, although the machine is busy. */
const REAL_TIMEOUT_MS = 1_000;
const MOST_EVENTS = 500;

/** What a world begins with. */
export interface HttpWorldOptions {
  readonly tables: Tables;
  /** No other world of the same tables has it. */
  readonly connectionId: string;
  readonly document: 'draft' | 'final';
  /** In memory its calls are no points. */
  readonly ledger: 'table' | 'memory';
  /** Whether the customer of the work order is at easybill and the imports know it, or has to be made. */
  readonly customer: 'known' | 'missing';
  readonly choices: Choices<HttpMishap>;
  /** Whether a vendor may fail to answer in time. */
  readonly hasTimeouts: boolean;
}

/** The real export code, its clients and its stores, between simulated vendors over HTTP and a clock of its own. */
export class HttpWorld {
  readonly clock: SimulatedClock;
  readonly calls: HttpCalls;
  readonly watch: HttpWatch;
  readonly queue: SimulatedQueue;
  readonly connection: Connection;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly workOrderId: string;
  /** Every message that was ever sent. */
  readonly sent: ExportMessage[] = [];
  /** As anybody may see it: no point. */
  readonly #ledger: Ledger;
  readonly #services: ExportServices;
  #lateSeconds: number | undefined;
  /** When what arrives late is carried out. */
  #lateAt: number[] = [];

  private constructor(
    { tables, connectionId, document, ledger, customer, choices, hasTimeouts }: HttpWorldOptions,
    vendors: Pick<HttpWorld, 'easybill' | 'outsmart' | 'clock'>,
  ) {
    this.clock = vendors.clock;
    this.queue = new SimulatedQueue(this.clock.now);
    this.easybill = vendors.easybill;
    this.outsmart = vendors.outsmart;
    this.connection = {
      connectionId,
      status: 'active',
      outsmartAccount: 'account',
      firstOutsmartAccount: 'account',
      settings: settingsSchema.parse({ exports: { enabled: true, document } }),
    } as Connection;
    this.workOrderId = this.outsmart.account('first').workOrders.seed([WORK_ORDER])[0]!.id;
    this.watch = new HttpWatch(this);
    this.calls = new HttpCalls(choices, {
      workBeside: async (message) => {
        await this.#work({ id: 'second', body: JSON.stringify(message) }, true);
      },
      strike: (vendor, { fault, afterSeconds }) => {
        this[vendor].faults.add({ fault });
        this.#lateSeconds = afterSeconds;
      },
      before: (call) => {
        this.clock.advance(CALL_MS);
        return this.watch.before(call);
      },
      after: (call) => this.#after(call),
    });
    const documents = this.calls.through(tables.documents);
    const stored = (client: Tables['documents']) => new LedgerStore(client, tables.ledger, this.clock.now);
    const memory = new MemoryLedger(this.clock.now);
    this.#ledger = ledger === 'table' ? stored(tables.documents) : memory;
    this.#services = httpServices(this, {
      ledger: ledger === 'table' ? stored(documents) : memory,
      documents,
      table: tables.ledger,
      customer,
      send: (message, seconds) => this.calls.make('queue send', () => this.#send(message, seconds)),
      observer: this.calls,
      report: (text, error) => {
        // No fault of a vendor is a bug of ours.
        if (!this.calls.isExpected(error)) this.watch.violations.push(`${text}: ${error.message}`);
      },
      patience: hasTimeouts ? { timeoutMs: REAL_TIMEOUT_MS } : {},
    });
  }

  /** A world with one completed work order. */
  static async start(options: HttpWorldOptions): Promise<HttpWorld> {
    const clock = new SimulatedClock(START);
    const account = {
      name: 'first',
      apiKeys: ['key'],
      customers: customers(options.customer === 'known' ? 1 : 0),
    };
    const [easybill, outsmart] = await Promise.all([
      startEasybillSimulator({
        accounts: [account],
        now: clock.now,
        // So that whoever finishes a document again is told.
        behaviour: { finishedAgain: 'refused' },
      }),
      startOutsmartSimulator({
        accounts: [{ name: 'first', token: 'token', softwareToken: 'software' }],
        now: clock.now,
      }),
    ]);
    return new HttpWorld(options, { easybill, outsmart, clock });
  }

  /** A hint that the work order was completed. */
  hint(): void {
    const { connectionId } = this.connection;
    const firstQueuedAt = this.clock.now();
    void this.#send({ type: 'export', connectionId, workOrderId: this.workOrderId, firstQueuedAt, hops: 0 });
  }

  /** Sends messages again, as a redrive or a replay does. */
  replay(messages: readonly ExportMessage[]): void {
    for (const message of messages) this.queue.send(JSON.stringify(message), 0);
  }

  /** Lets time pass until nothing is left to do. */
  async settle(): Promise<void> {
    for (let events = 0; events < MOST_EVENTS; events += 1) {
      const otherAt = Math.min(this.queue.nextAt() ?? Infinity, this.#lateAt[0] ?? Infinity);
      const turnAt = Math.ceil(this.clock.now() / SWEEP_MS) * SWEEP_MS;
      const sweepAt = otherAt < turnAt ? Infinity : await this.#sweepAt();
      const nextAt = Math.min(otherAt, sweepAt);
      if (nextAt === Infinity) return;
      this.clock.advanceTo(nextAt);
      if ((this.#lateAt[0] ?? Infinity) <= this.clock.now()) this.#arriveLate();
      if (sweepAt <= this.clock.now()) await this.#sweep();
      await this.#deliver();
    }
    throw new Error('the world does not come to rest');
  }

  entry(): Promise<LedgerEntry | undefined> {
    return this.#ledger.latest(this.connection.connectionId, this.workOrderId);
  }

  documents(): EasybillDocument[] {
    return [...this.easybill.account('first').documents.records.values()];
  }

  /** How many calls reached the vendors. */
  vendorCalls(): number {
    return this.easybill.requests.length + this.outsmart.requests.length;
  }

  /** The work order's status at OutSmart. */
  orderStatus(): string | undefined {
    return this.outsmart.account('first').workOrders.get(this.workOrderId)?.status;
  }

  async stop(): Promise<void> {
    await Promise.all([this.easybill.close(), this.outsmart.close()]);
  }

  async #deliver(): Promise<void> {
    const [message] = this.queue.receive(1, (messages) => messages);
    if (!message) return;
    const copy = this.calls.deliver();
    if (copy) this.queue.send(message.body, copy === 'twice' ? 0 : 3600);
    const failed = await this.#work(message, false);
    if (failed.length === 0) this.queue.delete(message.id);
  }

  #work(message: { id: string; body: string }, isSecond: boolean): Promise<string[]> {
    return this.calls.run(JSON.parse(message.body) as ExportMessage, isSecond, () =>
      processBatch(exportWorker(this.#services), [message], this.clock.now() + WORKER_MS),
    );
  }

  async #sweepAt(): Promise<number> {
    const { dueAt } = (await this.entry()) ?? {};
    return dueAt === undefined ? Infinity : Math.ceil(dueAt / SWEEP_MS) * SWEEP_MS;
  }

  #sweep(): Promise<void> {
    const services = {
      ledger: this.#ledger,
      sendExport: this.#send,
      sendTrigger: () => Promise.resolve(),
      now: this.clock.now,
    };
    return sweepExports(services, this.connection);
  }

  #arriveLate(): void {
    this.#lateAt.shift();
    this.easybill.faults.releaseLateArrivals();
    this.watch.seeDocuments();
  }

  readonly #send = (message: ExportMessage, delaySeconds = 0): Promise<void> => {
    this.sent.push(message);
    this.queue.send(JSON.stringify(message), delaySeconds);
    return Promise.resolve();
  };

  async #after(call: string): Promise<void> {
    const { requests } = this[call.startsWith('easybill') ? 'easybill' : 'outsmart'];
    const fault = requests.at(-1)?.fault;
    if (fault === 'timeout' || fault === 'slowBody') this.clock.advance(TIMEOUT_MS);
    if (fault === 'lateArrival' && this.#lateSeconds !== undefined) {
      this.#lateAt = [...this.#lateAt, this.clock.now() + this.#lateSeconds * 1000].sort((a, b) => a - b);
    }
    await this.watch.after(call, fault);
  }
}
