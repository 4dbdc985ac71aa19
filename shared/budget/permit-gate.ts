import { setTimeout as delay } from 'node:timers/promises';
import { RetryableError } from '../vendor-http/errors/index.ts';
import { BudgetExhaustedError } from './budget-exhausted-error.ts';
import type { CallGate } from './call-gate.ts';
import { LeasedPermits, withReport, type LeasedPermit } from './leased-permits.ts';
import { reportRateLimited, type RateLimitReport } from './permit-reports.ts';
import { IN_FLIGHT_MS, type Priority } from './permit-state.ts';
import type { PermitStore } from './permit-store.ts';
import { DUE_MS, take } from './permits.ts';
import { PermitsContendedError } from './permits-contended-error.ts';
import { PermitReservedError } from './permit-reserved-error.ts';
import type { Reservation } from './reservation.ts';
import { updatePermits } from './update-permits.ts';

/**
 * Waiting on the spot pays up to here: a delayed message comes back on whole seconds, and called back late it would
 * leave the permit idle. An export needs two permits soon after each other.
 */
const LONGEST_SLEEP_MS = { bulk: 2_000, interactive: 5_000 } as const;
/** Waiting work is called back this much early, for the delivery. */
const LEAD_MS = 600;
const LONGEST_DELAY_SECONDS = 900;
/** A refusal is soon repeated anyway; a report that is given up costs permits until the lease ends. */
const TAKE_ATTEMPTS = 10;
const REPORT_ATTEMPTS = 20;

/** What {@link createPermitGate} needs. */
export interface PermitGateOptions {
  readonly store: PermitStore;
  readonly connectionId: string;
  readonly priority: Priority;
  /** Epoch milliseconds at which this function is stopped. No call starts after it. */
  readonly deadline: number;
  /** Epoch milliseconds. Clocks of different functions may be 100 ms off. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** How many permits are taken at once when that many are free: as many calls as are likely. @default 1 */
  readonly leaseSize?: number;
  /** Called after each 429, once the connection is paused. */
  readonly onRateLimited?: (report: RateLimitReport) => void | Promise<void>;
}

/** The gate of one function invocation to one connection's easybill budget. */
export interface PermitGate extends CallGate {
  /**
   * Runs `send` with a permit; sleeps at most 2 s (bulk) or 5 s (interactive) for one. A 429 is not failing either: it pauses the connection and
   * is thrown on as a refusal.
   *
   * @throws PermitReservedError when no permit is free, or easybill answered 429: send the work again after
   * `waitSeconds`, carrying `reservation`
   * @throws BudgetExhaustedError after the deadline
   */
  run<T>(send: () => Promise<T>): Promise<T>;
  /** The same gate for work that waited: its first call is made under the reservation it was given. */
  forReservation(reservation: Reservation | undefined): CallGate;
  /**
   * Reports what was answered and gives back what was not used, in one write; to be called when all runs have ended,
   * also after a failure. Without it the permits come back 80 s after the deadline.
   */
  close(): Promise<void>;
}

/** A gate that holds nothing yet; it makes its first request when a call is to be made. */
export function createPermitGate(options: PermitGateOptions): PermitGate {
  return new LeasingGate(options);
}

class LeasingGate implements PermitGate {
  readonly #options: PermitGateOptions;
  readonly #sleep: (ms: number) => Promise<unknown>;
  readonly #permits = new LeasedPermits();
  #lastUpdate: Promise<unknown> = Promise.resolve();

  constructor(options: PermitGateOptions) {
    this.#options = options;
    this.#sleep = options.sleep ?? delay;
  }

  run<T>(send: () => Promise<T>): Promise<T> {
    return this.#run(send, undefined);
  }

  forReservation(reservation: Reservation | undefined): CallGate {
    let unused = reservation;
    return {
      run: async (send) => {
        const own = unused;
        // The next call of the same work is a new one. A refusal hands out the reservation again.
        unused = undefined;
        return this.#run(send, own);
      },
    };
  }

  async close(): Promise<void> {
    const { store, connectionId } = this.#options;
    await this.#oneByOne(async () => {
      const report = this.#permits.everything();
      if (report.answers.length === 0 && report.unused.length === 0) return;
      this.#permits.forget(report);
      try {
        await updatePermits(store, connectionId, REPORT_ATTEMPTS, (state) => ({
          result: undefined,
          state: withReport(state, report),
        }));
      } catch (error) {
        // The lease ends by itself; the calls are made and must not be repeated for this.
        if (!(error instanceof PermitsContendedError)) throw error;
      }
    });
  }

  async #run<T>(send: () => Promise<T>, reservation: Reservation | undefined): Promise<T> {
    const { now, deadline } = this.#options;
    const permit = await this.#oneByOne(() => this.#acquire(reservation));
    while (now() < permit.startAt) await this.#sleep(permit.startAt - now());
    const sentAt = now();
    if (sentAt >= deadline) throw this.#tooLate(permit);
    try {
      const answer = await send();
      this.#permits.answered(permit, now());
      return answer;
    } catch (error) {
      this.#permits.answered(permit, now() + (mayStillArrive(error) ? IN_FLIGHT_MS : 0));
      if (!(error instanceof RetryableError) || error.reason !== 'rateLimited') throw error;
      throw await this.#oneByOne(() => this.#pause(sentAt, error.retryAfterSeconds, reservation));
    }
  }

  async #acquire(reservation: Reservation | undefined): Promise<LeasedPermit> {
    const { store, connectionId, priority, deadline, now, random, leaseSize = 1 } = this.#options;
    const held = this.#permits.next();
    if (held) return held;
    if (reservation?.at !== undefined && reservation.at > now() + DUE_MS)
      throw refusal(reservation.at - now(), reservation);
    if (now() >= deadline) throw this.#tooLate();
    const report = this.#permits.answersSoFar();
    const patience = LONGEST_SLEEP_MS[priority];
    const taken = await updatePermits(store, connectionId, TAKE_ATTEMPTS, (state) => {
      const time = now();
      const result = take(withReport(state, report), {
        now: time,
        priority,
        count: leaseSize,
        leaseUntil: deadline + IN_FLIGHT_MS,
        patienceMs: Math.max(0, Math.min(patience, deadline - time - patience)),
        reservation,
        random,
      });
      return { result, state: result.state };
    }).catch((error: unknown) => {
      if (!(error instanceof PermitsContendedError)) throw error;
      throw refusal(1000 + random() * 3000, reservation ?? { since: now() });
    });
    if (taken.state !== undefined) this.#permits.forget(report);
    if (taken.kind === 'refused') throw refusal(taken.waitMs, taken.reservation);
    return this.#permits.add(taken);
  }

  /** Stops the whole connection for a while. What this gate still holds goes back: it must not be used now. */
  async #pause(
    sentAt: number,
    retryAfterSeconds: number | undefined,
    reservation: Reservation | undefined,
  ): Promise<Error> {
    const { store, connectionId, now, onRateLimited } = this.#options;
    const report = this.#permits.everything();
    this.#permits.forget(report);
    const limited = await updatePermits(store, connectionId, REPORT_ATTEMPTS, (state) => {
      const refused = { now: now(), sentAt, retryAfterSeconds };
      const paused = reportRateLimited(withReport(state, report), refused);
      return { result: paused.report, state: paused.state };
    });
    await onRateLimited?.(limited);
    const at = limited.pausedUntil;
    return refusal(at - now() + LEAD_MS, { since: reservation?.since ?? now(), at });
  }

  #tooLate(permit?: LeasedPermit): BudgetExhaustedError {
    if (permit) this.#permits.putBack(permit);
    return new BudgetExhaustedError(1);
  }

  /** Writes of one gate do not race each other. */
  #oneByOne<T>(update: () => Promise<T>): Promise<T> {
    const result = this.#lastUpdate.then(update);
    this.#lastUpdate = result.catch(() => undefined);
    return result;
  }
}

function refusal(waitMs: number, reservation: Reservation): PermitReservedError {
  const seconds = Math.floor((waitMs - LEAD_MS) / 1000);
  return new PermitReservedError(Math.max(1, Math.min(LONGEST_DELAY_SECONDS, seconds)), reservation);
}

/** Whether nobody saw an answer, so that the request may reach easybill later than now. */
function mayStillArrive(error: unknown): boolean {
  return error instanceof RetryableError && (error.reason === 'timeout' || error.reason === 'network');
}
