import { env } from 'node:process';
import type { EasybillSimulator, Plan } from '../../../infra/local/vendors/easybill/index.ts';
import type { OutsmartSimulator } from '../../../infra/local/vendors/outsmart/index.ts';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import type { CallObserver } from '../../../shared/aws/call-observer.ts';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../../../shared/budget/permit-reserved-error.ts';
import type { Reservation } from '../../../shared/budget/reservation.ts';
import { connect } from '../../../shared/lifecycle/connect.ts';
import { connectRequestSchema } from '../../../shared/lifecycle/connect-request.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import type { Run } from '../../../shared/imports/stores/run.ts';
import { startRun } from '../../../shared/imports/runs/start-run.ts';
import { processBatch } from '../../../shared/messages/process-batch.ts';
import { importMessageSchema, type ImportMessage } from '../../../shared/messages/import-message.ts';
import type { Lane } from '../../../shared/records/entity.ts';
import { newInstance, type Instance } from '../customers/instance.ts';
import type { Platform } from '../customers/platform.ts';
import { startTables, type SimulatedTables } from '../customers/tables.ts';
import { startVendors, type EasybillRecords } from '../customers/vendors.ts';
import { SimulatedTime } from '../limiter/simulated-time.ts';

const START = Date.UTC(2026, 10, 22, 11);
// The same every time, so that a failure is the code's; other days are tried with SEED=<any number>.
const SEED = Number(env.SEED ?? 1);
const API_MS = 26_000;
const WORKER_MS = 118_000;
const SECOND = 1000;
/** OutSmart says nothing about how long a batch takes: a full one of 200 takes three seconds here. */
const ROW_MS = 15;
const ACCOUNT = { easybill: 'easybill-first', outsmart: 'outsmart-first', softwareToken: 'software' };

/** What a timed world begins with. */
export interface TimedWorldOptions extends EasybillRecords {
  readonly plan: Plan;
  readonly pageSize: number;
  readonly imports: object;
}

/**
 * The real workers between the emulators and the simulated vendors, as many at once as there are messages, on a clock
 * that jumps from event to event. A vendor's call takes 50 to 800 ms and each row of a batch more, one of AWS 2 to 10,
 * a delivery 10 to 120.
 */
export class TimedWorld {
  readonly time: SimulatedTime;
  readonly random = seededRandom(SEED);
  readonly tables: SimulatedTables;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  /** Messages whose worker met a bug. */
  readonly failed: string[] = [];
  /** How often each call was made, as `dynamodb.Put(mappings)`. */
  readonly calls = new Map<string, number>();
  connection!: Connection;
  readonly #platform: Platform;
  readonly #instance: Instance;
  readonly #traffic: { calls: number };

  private constructor(
    platform: Platform,
    parts: Pick<TimedWorld, 'time' | 'tables' | 'easybill' | 'outsmart'> & { traffic: { calls: number } },
  ) {
    this.time = parts.time;
    this.easybill = parts.easybill;
    this.outsmart = parts.outsmart;
    this.tables = parts.tables;
    this.#traffic = parts.traffic;
    this.#platform = platform;
    env.AWS_ENDPOINT_URL_DYNAMODB = this.tables.endpoint;
    platform.receiver = {
      send: (body, delaySeconds) => {
        this.#deliver(body, delaySeconds * SECOND);
      },
      webhook: () => Promise.resolve(200),
    };
    this.#instance = newInstance(platform, this, {
      now: this.now,
      random: this.random,
      sleep: (ms) => this.time.sleep(ms),
      observer: this.#observer(),
    });
  }

  /** A world whose account is being connected; the first runs are on their queues. */
  static async start(platform: Platform, options: TimedWorldOptions): Promise<TimedWorld> {
    const { plan, imports, ...records } = options;
    const traffic = { calls: 0 };
    const time = new SimulatedTime(START, async () => {
      // What an answer sets off makes its next call before the second turn of the loop.
      for (let still = 0; still < 2; still = traffic.calls > 0 ? 0 : still + 1)
        await new Promise(setImmediate);
    });
    const tables = await startTables();
    const vendors = await startVendors({ ...records, plan }, () => Math.floor(time.now));
    const world = new TimedWorld(platform, { time, tables, traffic, ...vendors });
    const request = connectRequestSchema.parse({
      plan,
      easybill: { apiKey: ACCOUNT.easybill },
      outsmart: { token: ACCOUNT.outsmart, softwareToken: ACCOUNT.softwareToken },
      settings: { imports },
    });
    const connected = connect(world.#instance.management, request, time.now + API_MS);
    await time.runUntil(time.now + 30 * SECOND);
    ({ connection: world.connection } = await connected);
    return world;
  }

  readonly now = (): number => Math.floor(this.time.now);

  /** Puts a message on the queue of its entity. */
  send(message: ImportMessage): void {
    this.#deliver(JSON.stringify(message), 0);
  }

  /** Starts a run unless one is under way. */
  startRun(lane: Lane): void {
    void startRun(this.#instance.management, this.connection.connectionId, lane, 'manual');
  }

  /** The newest runs of all lanes, newest first. */
  async runs(count: number): Promise<readonly Run[]> {
    const runs = this.#instance.management.runs.list(this.connection.connectionId, count);
    await this.time.runUntil(this.time.now + SECOND);
    return (await runs).items;
  }

  /** An export: two calls, one after the other. `onWaited` gets the ms both waited for permits, delivery included. */
  arriveExport(onWaited: (ms: number) => void): void {
    const work = { since: this.time.now, waited: 0, callsLeft: 2 };
    const attempt = async (reservation?: Reservation): Promise<void> => {
      const deadline = this.now() + WORKER_MS;
      const gate = this.#instance.management.openGate(this.connection, {
        priority: 'interactive',
        reservation,
        deadline,
      });
      try {
        for (; work.callsLeft > 0; work.callsLeft -= 1) {
          await gate.run(async () => {
            work.waited += this.time.now - work.since;
            await this.#exportCall();
            work.since = this.time.now;
          });
        }
        onWaited(work.waited);
      } catch (error) {
        if (!(error instanceof BudgetExhaustedError)) throw error;
        const next = error instanceof PermitReservedError ? error.reservation : reservation;
        const at = this.time.now + error.waitSeconds * SECOND + this.#delivery();
        this.time.at(at, () => void attempt(next));
      } finally {
        await gate.close();
      }
    };
    this.time.at(this.time.now + this.#delivery(), () => void attempt());
  }

  async stop(): Promise<void> {
    this.#platform.receiver = undefined;
    await Promise.all([this.easybill.close(), this.outsmart.close(), this.tables.stop()]);
  }

  #deliver(body: string, delayMs: number): void {
    const message = importMessageSchema.parse(JSON.parse(body));
    this.time.at(this.time.now + delayMs + this.#delivery(), () => {
      const worker = this.#instance.workers[message.entity];
      void processBatch(worker, [{ id: body, body }], this.now() + WORKER_MS).then((failed) =>
        this.failed.push(...failed),
      );
    });
  }

  async #exportCall(): Promise<void> {
    const observer = this.#observer();
    await observer.before('easybill GET /documents');
    const headers = { authorization: `Bearer ${ACCOUNT.easybill}` };
    await fetch(`${this.easybill.url}/documents`, { headers }).then((answer) => answer.text());
    await observer.after('easybill GET /documents');
  }

  #delivery(): number {
    return 10 + this.random() * 110;
  }

  #observer(): CallObserver {
    const half = (call: string): number =>
      /^(easybill|outsmart) /.test(call) ? 25 + this.random() * 375 : 1 + this.random() * 4;
    return {
      before: async (call) => {
        this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
        await this.time.sleep(half(call));
        this.#traffic.calls += 1;
      },
      after: async (call) => {
        this.#traffic.calls -= 1;
        await this.time.sleep(half(call) + this.#rowsOf(call) * ROW_MS);
      },
    };
  }

  /** How many rows OutSmart was just sent. */
  #rowsOf(call: string): number {
    const [, path] = /^outsmart POST (.+)$/.exec(call) ?? [];
    const sent = path && this.outsmart.requests.findLast((request) => request.path === path)?.body;
    return Array.isArray(sent) ? sent.length : 0;
  }
}
