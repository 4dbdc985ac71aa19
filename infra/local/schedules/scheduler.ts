import type { ScheduledTarget } from './scheduled-target.ts';

const minuteMs = 60_000;

/** Looks once a minute, at its beginning, which schedules are due. EventBridge is no more precise than that. */
export class Scheduler {
  readonly #targets: readonly ScheduledTarget[];
  readonly #fire: (target: ScheduledTarget) => void;
  #timer: NodeJS.Timeout | undefined;

  /** `fire` is called for each target that is due; it must not throw. */
  constructor(targets: readonly ScheduledTarget[], fire: (target: ScheduledTarget) => void) {
    this.#targets = targets.filter(({ enabled }) => enabled);
    this.#fire = fire;
    if (this.#targets.length > 0) this.#awaitMinuteAfter(Date.now());
  }

  /** Ends the timer. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  // Counts on from the minute before, not only from the clock: a timer may fire a little early.
  #awaitMinuteAfter(last: number): void {
    const next = (Math.floor(Math.max(last, Date.now()) / minuteMs) + 1) * minuteMs;
    this.#timer = setTimeout(() => {
      this.#awaitMinuteAfter(next);
      const minute = new Date(next);
      for (const target of this.#targets) if (target.isDue(minute)) this.#fire(target);
    }, next - Date.now());
  }
}
