import { seededRandom, shuffled } from '../../seeded-random.ts';
import { berlinDateTime } from '../records/berlin-time.ts';
import { webhookBody, type WebhookEnvelope } from './webhook-body.ts';
import type { Webhook } from '../records/webhook-record.ts';

/** One delivery that was attempted. */
export interface AttemptedDelivery {
  readonly webhookId: number;
  readonly event: string;
  /** Value of `X-easybill-Webhook-Delivery`; copies of one delivery share it. */
  readonly delivery: string;
  /** Status answered; 0 when the receiver could not be reached. */
  readonly status: number;
}

interface Delivery {
  readonly hook: Webhook;
  readonly event: string;
  readonly delivery: string;
  readonly contentType: string;
  readonly body: string;
}

/** The order held deliveries go out in; a list gives their positions, and may repeat or leave some out. */
export type ReleaseOrder = 'asSent' | 'reversed' | 'shuffled' | readonly number[];

const TIMEOUT_MS = 10_000;

/** Sends an account's webhooks, and does on demand what may go wrong on their way. easybill's retries are unknown: there are none here. */
export class WebhookDeliveries {
  /** How the record is wrapped from now on. */
  envelope: WebhookEnvelope = 'bare';
  /** How many times each delivery is sent from now on. */
  copies = 1;
  /** Everything sent so far, in the order of the answers. */
  readonly attempted: AttemptedDelivery[] = [];
  readonly #now: () => number;
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #held: Delivery[] = [];
  readonly #random = seededRandom(1);
  #isHolding = false;
  #drops = 0;
  #sent = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Loses the next deliveries without a trace. */
  dropNext(count: number): void {
    this.#drops += count;
  }

  /** Keeps deliveries back until `release`. */
  hold(): void {
    this.#isHolding = true;
  }

  /** How many deliveries are held back. */
  get held(): number {
    return this.#held.length;
  }

  /** Sends what was held, one after the other in this order, and holds no longer. Resolves when all were answered. */
  async release(order: ReleaseOrder): Promise<void> {
    this.#isHolding = false;
    const held = this.#held.splice(0);
    for (const delivery of this.#ordered(held, order)) await this.#track(this.#post(delivery));
  }

  /** Resolves when nothing is in flight; what is held back does not count. */
  async idle(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
  }

  /** Announces a change to the hooks. Returns at once. */
  announce(hooks: Iterable<Webhook>, event: string, record: unknown): void {
    for (const hook of hooks) {
      if (!hook.is_active || !hook.events.includes(event)) continue;
      this.#sent += 1;
      if (this.#drops > 0) {
        this.#drops -= 1;
        continue;
      }
      const delivery: Delivery = {
        hook,
        event,
        delivery: `${this.#now()}-${String(this.#sent).padStart(6, '0')}`,
        ...webhookBody(this.envelope, hook.content_type, event, record),
      };
      for (let copy = 0; copy < this.copies; copy += 1) {
        if (this.#isHolding) this.#held.push(delivery);
        else void this.#track(this.#post(delivery));
      }
    }
  }

  /**
   * Sends anything to a hook's URL, as a forger or a broken easybill would. Resolves with the status answered.
   *
   * @throws TypeError when the receiver cannot be reached
   */
  async deliverByHand(
    url: string,
    { body, headers = {} }: { body: string; headers?: Readonly<Record<string, string>> },
  ): Promise<number> {
    const response = await this.#track(
      fetch(url, {
        method: 'POST',
        body,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      }),
    );
    await response.arrayBuffer();
    return response.status;
  }

  /** Breaks off what is in flight. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.idle();
  }

  #ordered(held: readonly Delivery[], order: ReleaseOrder): readonly Delivery[] {
    if (order === 'asSent') return held;
    if (order === 'reversed') return held.toReversed();
    if (order === 'shuffled') return shuffled(held, this.#random);
    return order.map((position) => held[position]).filter((delivery) => delivery !== undefined);
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    try {
      return await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  async #post({ hook, event, delivery, contentType, body }: Delivery): Promise<void> {
    const { status, text } = await this.#send(hook.url, body, {
      'content-type': contentType,
      'X-easybill-Event': event,
      'X-easybill-Webhook-Delivery': delivery,
    });
    hook.last_response = { date: berlinDateTime(this.#now()), code: status, response: text.slice(0, 1000) };
    this.attempted.push({ webhookId: hook.id, event, delivery, status });
  }

  async #send(
    url: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; text: string }> {
    try {
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      return { status: 0, text: error instanceof Error ? error.name : 'unreachable' };
    }
  }
}
