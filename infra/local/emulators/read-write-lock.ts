/**
 * Lets many shared sections run at once and an exclusive one alone, in the order they asked. It keeps a transaction's
 * intermediate states out of everybody's sight.
 */
export class ReadWriteLock {
  #lastExclusive: Promise<unknown> = Promise.resolve();
  #sharedSince: Promise<unknown>[] = [];

  /** Runs `section` beside other shared ones, after every exclusive one asked for before. */
  shared<T>(section: () => Promise<T>): Promise<T> {
    const result = this.#lastExclusive.then(section);
    const ended = result.then(ignore, ignore);
    this.#sharedSince.push(ended);
    void ended.then(() => {
      this.#sharedSince = this.#sharedSince.filter((other) => other !== ended);
    });
    return result;
  }

  /** Runs `section` alone, after everything asked for before. */
  exclusive<T>(section: () => Promise<T>): Promise<T> {
    const before = Promise.all([this.#lastExclusive, ...this.#sharedSince]);
    const result = before.then(section);
    this.#lastExclusive = result.then(ignore, ignore);
    this.#sharedSince = [];
    return result;
  }
}

function ignore(): void {
  // The caller of the section gets its error; the lock only waits for the end.
}
