import { createPermitGate } from '../../../shared/budget/permit-gate.ts';
import type { Priority } from '../../../shared/budget/permit-state.ts';
import type { RateLimitReport } from '../../../shared/budget/permit-reports.ts';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../../../shared/budget/permit-reserved-error.ts';
import type { Reservation } from '../../../shared/budget/reservation.ts';
import { setPermitPlan } from '../../../shared/budget/update-permits.ts';
import { RetryableError } from '../../../shared/vendor-http/errors/index.ts';
import { memoryPermitStore, type StoreCounts } from './memory-permit-store.ts';
import { allModels, type RateLimitModel } from './rate-limit-models.ts';
import { seededRandom, SimulatedTime } from './simulated-time.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

const CONNECTION = 'connection';
const FUNCTION_TIMEOUT = 60 * SECOND;
const VISIBILITY = 6 * FUNCTION_TIMEOUT;
const MAX_RECEIVE_COUNT = 5;
const CALL = { vendor: 'easybill', operation: 'GET /customers' } as const;

export interface WorldOptions {
  readonly seed: number;
  /** Calls a minute of the plan. */
  readonly limit: number;
  /** Parts in a thousand of the invocations that are killed at some point. */
  readonly killed?: number;
  /** When the client gives up waiting for an answer. */
  readonly clientTimeout?: number;
  /** Which of the models answers with 429; without one they only judge. */
  readonly enforced?: number;
}

const nothing = (): void => undefined;

/** A message in the queue. */
interface Message {
  readonly priority: Priority;
  readonly reservation?: Reservation | undefined;
  readonly callsLeft: number;
  readonly atOnce: boolean;
  readonly receiveCount: number;
  readonly onCall: () => void;
  readonly onAnswer: () => void;
  readonly onDone: () => void;
}

/** Work that arrives in the queue. */
export interface Work {
  readonly priority: Priority;
  readonly calls?: number;
  /** Whether the calls are made all at once, as for the messages of one batch. */
  readonly atOnce?: boolean;
  /** When a call is sent, when it was answered, and when there is nothing left to call. */
  readonly onCall?: () => void;
  readonly onAnswer?: () => void;
  readonly onDone?: () => void;
}

export interface Counts {
  calls: number;
  /** Messages sent again with a delay because a call was refused. */
  resends: number;
  deadLetters: number;
  killed: number;
  sleptMs: number;
  /** 429s of each model. */
  readonly rejected: number[];
  readonly limited: RateLimitReport[];
  readonly store: StoreCounts;
}

/**
 * A queue, workers with clocks that differ, the permits and easybill. Only the limiter is real. Round trips take 50 to
 * 800 ms, one in fifty up to 20 s longer on either way; delays of the queue are whole seconds.
 */
export class World {
  readonly time = new SimulatedTime(Date.UTC(2026, 0, 1));
  readonly random: () => number;
  readonly models: readonly RateLimitModel[];
  readonly counts: Counts;
  readonly #options: WorldOptions;
  readonly #store;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.random = seededRandom(options.seed);
    this.models = allModels(options.limit, this.random);
    const { store, counts } = memoryPermitStore(() => this.time.sleep(2 + this.random() * 8));
    this.#store = store;
    this.counts = {
      calls: 0,
      resends: 0,
      deadLetters: 0,
      killed: 0,
      sleptMs: 0,
      rejected: this.models.map(() => 0),
      limited: [],
      store: counts,
    };
  }

  /** Tells the limiter which plan and share it has. */
  async setPlan(callsPerMinute: number, share = 1): Promise<void> {
    await setPermitPlan(this.#store, CONNECTION, { callsPerMinute, share }, this.time.now);
  }

  /** Puts work into the queue. */
  arrive({
    priority,
    calls = 1,
    atOnce = false,
    onCall = nothing,
    onAnswer = nothing,
    onDone = nothing,
  }: Work): void {
    this.#deliver({ priority, callsLeft: calls, atOnce, receiveCount: 0, onCall, onAnswer, onDone }, 0);
  }

  /** An export: two calls, one after the other. `onWaited` gets the ms both waited for permits, delivery included. */
  arriveExport(onWaited: (ms: number) => void): void {
    let waiting = this.time.now;
    let waited = 0;
    this.arrive({
      priority: 'interactive',
      calls: 2,
      onCall: () => (waited += this.time.now - waiting),
      onAnswer: () => (waiting = this.time.now),
      onDone: () => {
        onWaited(waited);
      },
    });
  }

  /** One message that asks for the next call as soon as the last one was answered, for ever. */
  arriveEndless(): void {
    this.arrive({
      priority: 'bulk',
      onDone: () => {
        this.arriveEndless();
      },
    });
  }

  /** Another program with the same account, which makes `perMinute` calls whatever happens. */
  startForeignProgram(perMinute: number): void {
    for (const model of this.models) model.admit(this.time.now);
    this.time.at(this.time.now + (this.random() * 2 * MINUTE) / perMinute, () => {
      this.startForeignProgram(perMinute);
    });
  }

  #deliver(message: Message, delayMs: number): void {
    const delivery = this.random() < 0.01 ? 1000 : 10 + this.random() * 110;
    this.time.at(this.time.now + delayMs + delivery, () => {
      void this.#invoke(message);
    });
  }

  async #invoke(message: Message): Promise<void> {
    const { random, time, counts } = this;
    if (message.receiveCount >= MAX_RECEIVE_COUNT) {
      counts.deadLetters += 1;
      return;
    }
    const skew = Math.round(random() * 200 - 100);
    const now = (): number => Math.floor(time.now) + skew;
    const startedAt = time.now;
    const dies = random() * 1000 < (this.#options.killed ?? 0);
    const diesAt = dies ? startedAt + random() * 3 * SECOND : startedAt + FUNCTION_TIMEOUT;
    // Whatever a killed function waits for never happens for it.
    const unlessKilled = <T>(result: Promise<T>): Promise<T> =>
      result.finally(() => (time.now >= diesAt ? new Promise<never>(() => undefined) : undefined));
    let settled = false;
    time.at(diesAt, () => {
      if (settled) return;
      counts.killed += 1;
      this.#deliver(
        { ...message, receiveCount: message.receiveCount + 1 },
        startedAt + VISIBILITY - time.now,
      );
    });

    const store = this.#store;
    const gate = createPermitGate({
      store: {
        read: (id) => unlessKilled(store.read(id)),
        write: (id, over, state) => unlessKilled(store.write(id, over, state)),
      },
      connectionId: CONNECTION,
      priority: message.priority,
      leaseSize: message.callsLeft,
      deadline: startedAt + FUNCTION_TIMEOUT + skew,
      now,
      random,
      sleep: (ms) => {
        counts.sleptMs += ms;
        return unlessKilled(time.sleep(ms + random() * 2));
      },
      onRateLimited: (report) => void counts.limited.push(report),
    });
    const call = (reservation?: Reservation): Promise<void> =>
      gate.forReservation(reservation).run(() => {
        message.onCall();
        return unlessKilled(this.#call());
      });
    let { callsLeft } = message;
    try {
      if (message.atOnce) await Promise.all(Array.from({ length: callsLeft }, () => call()));
      else
        for (let { reservation } = message; callsLeft > 0; callsLeft -= 1, reservation = undefined) {
          await call(reservation);
          message.onAnswer();
        }
      message.onDone();
    } catch (error) {
      if (error instanceof RetryableError)
        this.#deliver({ ...message, callsLeft, reservation: undefined }, 0);
      else if (error instanceof BudgetExhaustedError) {
        counts.resends += 1;
        const reservation = error instanceof PermitReservedError ? error.reservation : message.reservation;
        this.#deliver({ ...message, callsLeft, reservation }, error.waitSeconds * 1000);
      } else throw error;
    } finally {
      settled = true;
      await gate.close();
    }
  }

  async #call(): Promise<void> {
    const { random, time, counts } = this;
    const roundTrip = 50 + random() * 750;
    const there = roundTrip * random();
    const stall = random() < 0.02 ? random() * 20 * SECOND : 0;
    const stalledThere = random() < 0.5;
    const answered = (async () => {
      await time.sleep(there + (stalledThere ? stall : 0));
      counts.calls += 1;
      const admitted = this.models.map((model) => model.admit(time.now));
      admitted.forEach((yes, model) => (counts.rejected[model]! += yes ? 0 : 1));
      await time.sleep(roundTrip - there + (stalledThere ? 0 : stall));
      const { enforced } = this.#options;
      return enforced === undefined || admitted[enforced]!;
    })();
    const timeout = time.sleep(this.#options.clientTimeout ?? 30 * SECOND).then(() => 'timeout' as const);
    const outcome = await Promise.race([answered, timeout]);
    if (outcome === 'timeout') throw new RetryableError(CALL, 'timeout');
    if (!outcome) throw new RetryableError(CALL, 'rateLimited', 60);
  }
}
