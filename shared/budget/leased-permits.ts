import { reportObserved } from './permit-reports.ts';
import type { PermitState } from './permit-state.ts';
import type { Granted } from './permits.ts';

/** A permit in the hands of a function. Epoch milliseconds. */
export interface LeasedPermit {
  /** Names its lease. */
  readonly until: number;
  /** Not to be used before. */
  readonly startAt: number;
}

interface Answer {
  readonly until: number;
  readonly at: number;
}

/** What is to be reported about permits; what happens after it was drawn up is not in it. */
export interface PermitReport {
  readonly answers: readonly Answer[];
  readonly unused: readonly LeasedPermit[];
}

/** The permits one function holds, and what it has yet to report about them. */
export class LeasedPermits {
  #unused: LeasedPermit[] = [];
  #answers: Answer[] = [];

  /** The next unused one, if any. */
  next(): LeasedPermit | undefined {
    return this.#unused.shift();
  }

  /** Holds newly granted permits, and hands out the first of them. */
  add({ until, startAt: [first = 0, ...others] }: Granted): LeasedPermit {
    this.#unused.push(...others.map((startAt) => ({ until, startAt })));
    return { until, startAt: first };
  }

  /** Takes back a permit that was handed out and not used. */
  putBack(permit: LeasedPermit): void {
    this.#unused.unshift(permit);
  }

  /** Notes when the answer of a permit's call was observed. */
  answered({ until }: LeasedPermit, at: number): void {
    this.#answers.push({ until, at });
  }

  /** The answers so far; unused permits stay in hand. */
  answersSoFar(): PermitReport {
    return { answers: [...this.#answers], unused: [] };
  }

  /** The answers so far and all unused permits, which must not be used from here on. */
  everything(): PermitReport {
    return { answers: [...this.#answers], unused: [...this.#unused] };
  }

  /** Forgets what was stored. */
  forget({ answers, unused }: PermitReport): void {
    this.#answers = this.#answers.filter((answer) => !answers.includes(answer));
    this.#unused = this.#unused.filter((permit) => !unused.includes(permit));
  }
}

/** A state with a function's report in it. */
export function withReport(state: PermitState, { answers, unused }: PermitReport): PermitState {
  const leases = new Set([...answers, ...unused].map(({ until }) => until));
  return [...leases].reduce(
    (reported, until) =>
      reportObserved(reported, {
        until,
        answeredAt: answers.filter((answer) => answer.until === until).map(({ at }) => at),
        unused: unused.filter((permit) => permit.until === until).map(({ startAt }) => startAt),
      }),
    state,
  );
}
