import { jest } from '@jest/globals';
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
import { settingsSchema } from '../../../shared/connections/settings.ts';
import type { ExportServices } from '../../../shared/exports/export-services.ts';
import { processExports } from '../../../shared/exports/export-worker.ts';
import type { LedgerEntry } from '../../../shared/exports/ledger-entry.ts';
import type { Ledger } from '../../../shared/exports/ledger.ts';
import { sweepExports } from '../../../shared/exports/sweep-exports.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import { customers } from '../../support/customers.ts';
import { SimulatedClock } from '../customers/clock.ts';
import { SimulatedQueue } from '../customers/queue.ts';
import type { Strike } from './http-faults.ts';
import { httpServices } from './http-services.ts';
import { WORK_ORDER } from './http-work-order.ts';

const START = Date.UTC(2026, 10, 24, 9);
const WORKER_MS = 118_000;
const SWEEP_MS = 15 * 60_000;
const CALL_MS = 40;
const TIMEOUT_MS = 30_000;
/** How long a timeout takes for real; no other call may take so long, although the machine is busy. */
const REAL_TIMEOUT_MS = 300;
const MOST_EVENTS = 500;

/** What a world begins with. */
export interface HttpWorldOptions {
  /** No other world of the same ledger has it. */
  readonly connectionId: string;
  readonly document: 'draft' | 'final';
  readonly plan: readonly Strike[];
  readonly ledger: (now: () => number) => Ledger;
}

/** The real export code, its clients and its ledger, between simulated vendors over HTTP and a clock of its own. */
export class HttpWorld {
  readonly clock: SimulatedClock;
  /** Vendor calls, in order. */
  readonly calls: string[] = [];
  /** What must never happen: one sentence each. */
  readonly violations: string[] = [];
  readonly queue: SimulatedQueue;
  readonly connection: Connection;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly workOrderId: string;
  readonly #ledger: Ledger;
  #boundId: number | undefined;
  readonly #services: ExportServices;
  /** Seconds after which the late arrivals of the plan are carried out, and when those that broke are. */
  readonly #lateSeconds: number[];
  #lateAt: number[] = [];

  private constructor(
    { connectionId, document, plan, ledger }: HttpWorldOptions,
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
    this.#ledger = ledger(this.clock.now);
    const bind = this.#ledger.bind.bind(this.#ledger);
    jest.spyOn(this.#ledger, 'bind').mockImplementation(async (...args) => {
      const bound = await bind(...args);
      if (bound) this.#boundId = bound.documentId;
      return bound;
    });
    const { workOrders } = this.outsmart.account('first');
    this.workOrderId = workOrders.seed([WORK_ORDER])[0]!.id;
    const change = workOrders.change.bind(workOrders);
    jest.spyOn(workOrders, 'change').mockImplementation((id, fields) => {
      if (fields.status === 'Afgehandeld') this.#seeHandled();
      return change(id, fields);
    });
    for (const { vendor, skip, fault } of plan) this[vendor].faults.add({ skip, fault });
    this.#lateSeconds = plan.flatMap(({ afterSeconds }) => afterSeconds ?? []);
    const isSlow = plan.some(({ fault }) => fault.kind === 'timeout' || fault.kind === 'slowBody');
    this.#services = httpServices(this, {
      ledger: this.#ledger,
      send: (message, seconds) => {
        this.#send(message, seconds);
      },
      before: (call) => {
        this.#before(call);
      },
      after: (call) => {
        this.#after(call);
      },
      patience: isSlow ? { timeoutMs: REAL_TIMEOUT_MS } : {},
    });
  }

  /** A world with one completed work order. */
  static async start(options: HttpWorldOptions): Promise<HttpWorld> {
    const clock = new SimulatedClock(START);
    const account = { name: 'first', apiKeys: ['key'], customers: customers(1) };
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
    const { workOrderId, connection } = this;
    this.#send({
      type: 'export',
      connectionId: connection.connectionId,
      workOrderId,
      firstQueuedAt: this.clock.now(),
      hops: 0,
    });
  }

  /** Lets time pass until nothing is left to do. */
  async settle(): Promise<void> {
    for (let events = 0; events < MOST_EVENTS; events += 1) {
      const sweepAt = await this.#sweepAt();
      const nextAt = Math.min(this.queue.nextAt() ?? Infinity, this.#lateAt[0] ?? Infinity, sweepAt);
      if (nextAt === Infinity) return;
      this.clock.advanceTo(nextAt);
      if ((this.#lateAt[0] ?? Infinity) <= this.clock.now()) {
        this.#lateAt.shift();
        this.easybill.faults.releaseLateArrivals();
        this.#seeDocuments();
      }
      if (sweepAt <= this.clock.now()) await this.#sweep();
      const [message] = this.queue.receive(1, (messages) => messages);
      if (!message) continue;
      const failed = await processExports(this.#services, [message], this.clock.now() + WORKER_MS);
      if (failed.length === 0) this.queue.delete(message.id);
    }
    throw new Error('the world does not come to rest');
  }

  entry(): Promise<LedgerEntry | undefined> {
    return this.#ledger.latest(this.connection.connectionId, this.workOrderId);
  }

  documents(): EasybillDocument[] {
    return [...this.easybill.account('first').documents.records.values()];
  }

  async stop(): Promise<void> {
    await Promise.all([this.easybill.close(), this.outsmart.close()]);
  }

  #seeHandled(): void {
    const bound = this.documents().find(({ id }) => id === this.#boundId);
    if (!bound) this.violations.push('handled without a stored invoice');
    const isFinal = this.connection.settings.exports.document === 'final';
    if (isFinal && bound?.is_draft) this.violations.push('handled before the invoice was finished');
  }

  #seeDocuments(): void {
    const final = this.documents().filter(({ is_draft: isDraft }) => !isDraft);
    if (final.length > 1) this.violations.push('two invoices are finished');
  }

  async #sweepAt(): Promise<number> {
    const { dueAt } = (await this.entry()) ?? {};
    return dueAt === undefined ? Infinity : Math.ceil(dueAt / SWEEP_MS) * SWEEP_MS;
  }

  #sweep(): Promise<void> {
    const services = {
      ledger: this.#ledger,
      sendExport: (message: ExportMessage, seconds?: number) => {
        this.#send(message, seconds);
        return Promise.resolve();
      },
      sendTrigger: () => Promise.resolve(),
      now: this.clock.now,
    };
    return sweepExports(services, this.connection);
  }

  #send(message: ExportMessage, delaySeconds = 0): void {
    this.queue.send(JSON.stringify(message), delaySeconds);
  }

  /** Before and after each call to a vendor. */
  #before(call: string): void {
    this.calls.push(call);
    this.clock.advance(CALL_MS);
    const final = this.documents().some(({ id, is_draft: isDraft }) => id === this.#boundId && !isDraft);
    if (call.includes('/done') && final) this.violations.push('a finished invoice was to be finished again');
    // What came of it would be removed later on: at rest nobody could tell.
    if (call === 'easybill POST /documents' && this.documents().length > 0) {
      this.violations.push('a second document was made without a look');
    }
  }

  #after(call: string): void {
    const fault = this[call.startsWith('easybill') ? 'easybill' : 'outsmart'].requests.at(-1)?.fault;
    if (fault === 'timeout' || fault === 'slowBody') this.clock.advance(TIMEOUT_MS);
    const seconds = fault === 'lateArrival' ? this.#lateSeconds.shift() : undefined;
    if (seconds !== undefined) this.#lateAt.push(this.clock.now() + seconds * 1000);
    this.#seeDocuments();
  }
}
