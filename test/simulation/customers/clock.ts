/** One clock for all parts of a world. It stands still unless somebody lets time pass. */
export class SimulatedClock {
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => this.#now;

  /** Lets milliseconds pass. */
  advance(ms: number): void {
    this.#now += ms;
  }

  /** Lets time pass up to a moment; one that is over changes nothing. */
  advanceTo(at: number): void {
    this.#now = Math.max(this.#now, at);
  }
}
