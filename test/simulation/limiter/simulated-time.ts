interface Event {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** A clock that jumps from event to event; events at the same time happen in the order they were set. */
export class SimulatedTime {
  #now: number;
  #order = 0;
  readonly #heap: Event[] = [];
  readonly #rest: () => Promise<unknown>;

  /** @param rest resolves when all that an event set off has come to rest; all promises that can settle have by then */
  constructor(
    startAt: number,
    rest: () => Promise<unknown> = () => new Promise((resolve) => setImmediate(resolve)),
  ) {
    this.#now = startAt;
    this.#rest = rest;
  }

  get now(): number {
    return this.#now;
  }

  at(time: number, happen: () => void): void {
    this.#push({ at: Math.max(time, this.#now), order: (this.#order += 1), happen });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.#now + ms, resolve);
    });
  }

  /** Lets everything happen up to `end`. After each event all promises that can settle do. */
  async runUntil(end: number): Promise<void> {
    for (let event = this.#heap[0]; event && event.at <= end; event = this.#heap[0]) {
      this.#pop();
      this.#now = event.at;
      event.happen();
      await this.#rest();
    }
    this.#now = end;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(event, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
  }
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
