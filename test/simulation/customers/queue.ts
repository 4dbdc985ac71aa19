/** As the stack configures the queue: 6 times the function's timeout of 120 s, and 5 receives. */
const VISIBILITY_MS = 720_000;
const MAX_RECEIVES = 5;

/** A message on the simulated queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** When it can be received (again), epoch milliseconds. */
  visibleAt: number;
  receives: number;
}

/** A standard SQS queue on the simulated clock: at least once, in any order, with delays, visibility and a DLQ. */
export class SimulatedQueue {
  readonly dead: QueueMessage[] = [];
  readonly #now: () => number;
  readonly #messages = new Map<string, QueueMessage>();
  #copies = 1;
  #sent = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many messages were ever sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Messages that wait, are delayed or are in flight. */
  get size(): number {
    return this.#messages.size;
  }

  /** From now on each message is stored so many times, as a queue that delivers at least once may. */
  duplicate(copies: number): void {
    this.#copies = copies;
  }

  send(body: string, delaySeconds: number): void {
    this.#sent += 1;
    for (let copy = 0; copy < this.#copies; copy += 1) {
      const id = `message-${this.#sent}-${copy}`;
      this.#messages.set(id, { id, body, visibleAt: this.#now() + delaySeconds * 1000, receives: 0 });
    }
  }

  /** Receives up to so many visible messages, in any order. */
  receive(count: number, order: <T>(messages: readonly T[]) => readonly T[]): QueueMessage[] {
    const visible = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt <= this.#now());
    const received: QueueMessage[] = [];
    for (const message of order(visible).slice(0, count)) {
      message.receives += 1;
      message.visibleAt = this.#now() + VISIBILITY_MS;
      if (message.receives <= MAX_RECEIVES) {
        received.push(message);
      } else {
        this.#messages.delete(message.id);
        this.dead.push(message);
      }
    }
    return received;
  }

  delete(id: string): void {
    this.#messages.delete(id);
  }

  /** When the next message becomes visible, undefined for an empty queue. */
  nextAt(): number | undefined {
    const times = [...this.#messages.values()].map(({ visibleAt }) => visibleAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }
}
