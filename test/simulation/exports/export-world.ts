import type { Connection } from '../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import type { ExportServices } from '../../../shared/exports/worker/export-services.ts';
import { exportWorker } from '../../../shared/exports/worker/export-worker.ts';
import { processBatch } from '../../../shared/messages/process-batch.ts';
import type { LedgerEntry } from '../../../shared/exports/ledger/ledger-entry.ts';
import { sweepExports } from '../../../shared/exports/trigger/sweep-exports.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import { RetryableError } from '../../../shared/vendor-http/errors/index.ts';
import { SimulatedQueue } from '../customers/queue.ts';
import type { Choices, Mishap } from './choices.ts';
import { stoodStill } from './check-world.ts';
import { CrashError, mayHappenBeside, MissingError, type Invocation } from './invocation.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { simulatedServices } from './simulated-services.ts';
import { SimulatedVendors, type SimulatedBehaviour } from './simulated-vendors.ts';

export const START = Date.UTC(2026, 10, 24, 9);
const WORK_ORDER = '4711';
const WORKER_MS = 118_000;
const SWEEP_MS = 15 * 60_000;
const CALL_MS = 200;
const TIMEOUT_MS = 30_000;
const MOST_EVENTS = 2_000;
/** Longer than the last late look takes. */
const OFF_MS = 26 * 3_600_000;

/** What a world begins with. */
export interface ExportWorldOptions {
  readonly document: 'draft' | 'final';
  /** Whether people meddle: change the work order, finish drafts by hand. */
  readonly people?: boolean;
  /** Whether the office edits, finishes and deletes drafts at any moment, and technicians change the work order. */
  readonly office?: boolean;
  readonly easybill?: SimulatedBehaviour;
}

/** The real export code between a simulated ledger, queue and vendors, on a clock of its own. */
export class ExportWorld {
  now = START;
  readonly ledger: MemoryLedger;
  readonly vendors: SimulatedVendors;
  readonly queue: SimulatedQueue;
  connection: Connection;
  readonly told: string[] = [];
  /** Every message that was ever sent. */
  readonly sent: ExportMessage[] = [];
  forgottenUntil: number | undefined;
  readonly #choices: Choices;
  readonly #services: ExportServices;
  #onAgainAt = Infinity;
  #late: { at: number; arrive: () => void }[] = [];
  #invocation: Invocation | undefined;

  constructor(
    choices: Choices,
    { document, people = false, office = false, easybill = {} }: ExportWorldOptions,
  ) {
    const clock = () => this.now;
    this.#choices = choices;
    this.ledger = new MemoryLedger(clock);
    this.vendors = new SimulatedVendors(clock, easybill);
    this.queue = new SimulatedQueue(clock);
    this.connection = {
      connectionId: 'c1',
      status: 'active',
      outsmartAccount: 'account',
      firstOutsmartAccount: 'account',
      settings: settingsSchema.parse({ exports: { enabled: true, document } }),
    } as Connection;
    this.#services = simulatedServices(this, {
      call: (options, name, carryOut) => this.#call(options, name, carryOut),
      put: (message, delaySeconds) => {
        this.#put(message, delaySeconds);
      },
      people,
      office,
    });
  }

  /** A hint that the work order was completed. */
  hint(): void {
    this.#put(
      { type: 'export', connectionId: 'c1', workOrderId: WORK_ORDER, firstQueuedAt: this.now, hops: 0 },
      0,
    );
  }

  /** Asks again for a work order that may have failed. */
  recheck(): void {
    const { connectionId } = this.connection;
    this.#put(
      {
        type: 'export',
        connectionId,
        workOrderId: WORK_ORDER,
        recheck: true,
        firstQueuedAt: this.now,
        hops: 0,
      },
      0,
    );
  }

  /** Sends messages again, as a redrive or a replay does. */
  replay(messages: readonly ExportMessage[]): void {
    for (const message of messages) this.queue.send(JSON.stringify(message), 0);
  }

  /** Lets time pass until nothing is left to do. */
  async settle(): Promise<void> {
    for (let events = 0; events < MOST_EVENTS; events += 1) {
      const nextAt = Math.min(
        this.queue.nextAt() ?? Infinity,
        this.#late[0]?.at ?? Infinity,
        this.#sweepAt(),
        this.#onAgainAt,
      );
      if (nextAt === Infinity) return;
      this.now = Math.max(this.now, nextAt);
      await this.#arriveLate();
      if (this.#onAgainAt <= this.now) await this.#switchOn();
      if (this.#sweepAt() <= this.now) await sweepExports(this.#sweepServices(), this.connection);
      await this.#deliver();
    }
    throw new Error('the world does not come to rest');
  }

  /** The entry of the work order. */
  get entry(): LedgerEntry | undefined {
    return [...this.ledger.entries.values()].at(-1);
  }

  async #deliver(): Promise<void> {
    const [message] = this.queue.receive(1, (messages) => messages);
    if (!message) return;
    const copy = this.#choices.next(['twice', 'twiceLater']);
    if (copy) this.queue.send(message.body, copy === 'twice' ? 0 : 3600);
    const failed = await this.#work(message.id, message.body, false);
    if (failed.length === 0) this.queue.delete(message.id);
  }

  async #work(id: string, body: string, isSecond: boolean): Promise<string[]> {
    const before = this.#invocation;
    const isOff = !this.connection.settings.exports.enabled;
    const invocation = { message: JSON.parse(body) as ExportMessage, crashed: false, isSecond, isOff };
    this.#invocation = invocation;
    const failed = await processBatch(exportWorker(this.#services), [{ id, body }], this.now + WORKER_MS);
    this.#invocation = before;
    return failed;
  }

  /** Arrivals come before whatever happens at the same time. */
  async #arriveLate(): Promise<void> {
    const due = this.#late.filter(({ at }) => at <= this.now);
    this.#late = this.#late.filter(({ at }) => at > this.now);
    for (const { arrive } of due) arrive();
    await Promise.resolve();
  }

  /** When the sweeper finds something, at the next quarter of an hour. */
  #sweepAt(): number {
    const { enabled } = this.connection.settings.exports;
    const due = [...this.ledger.entries.values()]
      .filter(({ state, unsureSince }) => enabled || state !== 'intent' || unsureSince !== undefined)
      .flatMap(({ dueAt }) => dueAt ?? []);
    return due.length === 0 ? Infinity : Math.ceil(Math.min(...due) / SWEEP_MS) * SWEEP_MS;
  }

  #switch(enabled: boolean): void {
    const { settings } = this.connection;
    const exports = { ...settings.exports, enabled };
    this.connection = { ...this.connection, settings: { ...settings, exports } };
    this.#onAgainAt = enabled ? Infinity : this.now + OFF_MS;
  }

  async #switchOn(): Promise<void> {
    this.vendors.violations.push(...stoodStill(this));
    this.#switch(true);
    await sweepExports(this.#sweepServices(), this.connection);
  }

  #put(message: ExportMessage, delaySeconds: number): void {
    this.sent.push(message);
    this.queue.send(JSON.stringify(message), delaySeconds);
  }

  /** One call of the export code: something may happen at it. */
  async #call<T>(options: readonly Mishap[], name: string, carryOut: () => T | Promise<T>): Promise<T> {
    const invocation = this.#invocation;
    if (!invocation) throw new Error('nobody works');
    await Promise.resolve();
    if (invocation.crashed) throw new CrashError();
    this.now += CALL_MS;
    const isVendor = name.includes(' ');
    if (name === 'easybill POST' && invocation.isOff) {
      this.vendors.violations.push('a document was made while exports were off');
    }
    const mishap = this.#choices.next(invocation.isSecond ? options.filter(mayHappenBeside) : options);
    const crash = (): never => {
      invocation.crashed = true;
      throw new CrashError();
    };
    const fail = (reason: 'network' | 'timeout' | 'rateLimited' | 'server' | 'locked'): never => {
      throw new RetryableError(
        { vendor: name.startsWith('easybill') ? 'easybill' : 'outsmart', operation: name },
        reason,
      );
    };
    switch (mishap) {
      case undefined:
        break;
      case 'crashBefore':
        return crash();
      case 'crashAfter':
        await carryOut();
        return crash();
      case 'lost':
        await carryOut();
        if (isVendor) return fail('network');
        throw new Error('the answer was lost');
      case 'timeout':
        this.now += TIMEOUT_MS;
        return fail('timeout');
      case 'late:40':
      case 'late:400':
      case 'late:7200': {
        const at = this.now + Number(mishap.slice(5)) * 1000;
        this.#late = [...this.#late, { at, arrive: () => void carryOut() }].sort((a, b) => a.at - b.at);
        if (name.includes('done')) this.vendors.lateFinishes += 1;
        this.now += TIMEOUT_MS;
        return fail('timeout');
      }
      case '429':
        return fail('rateLimited');
      case '500':
        return fail('server');
      case '409':
        return fail('locked');
      case 'second':
        await this.#work('second', JSON.stringify(invocation.message), true);
        this.#invocation = invocation;
        break;
      case 'orderChanges':
        this.vendors.changeOrder();
        break;
      case 'personFinishes':
        this.vendors.finishByHand();
        break;
      case 'officeEdits':
        this.vendors.editByHand();
        break;
      case 'officeDeletes':
        this.vendors.deleteByHand();
        break;
      case 'switchedOff':
        this.#switch(false);
        break;
      case 'buildFails':
        throw new MissingError();
      case 'twice':
      case 'twiceLater':
        throw new Error('not a mishap of a call');
    }
    return carryOut();
  }

  #sweepServices(): Parameters<typeof sweepExports>[0] {
    return {
      ledger: this.ledger,
      sendExport: (message, delaySeconds = 0) => {
        this.#put(message, delaySeconds);
        return Promise.resolve();
      },
      sendTrigger: () => Promise.resolve(),
      now: () => this.now,
    };
  }
}
