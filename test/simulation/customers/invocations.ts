import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallObserver } from '../../../shared/aws/call-observer.ts';

/** A call to AWS or a vendor, made while a function handled something. */
export interface ObservedCall {
  /** What the function was invoked for, such as `record` or `connect`. */
  readonly kind: string;
  readonly call: string;
  /** Number of the invocation, in the order of their starts. */
  readonly invocation: number;
}

/** Where a function is to be stopped: after so many calls of the world, right before or right after that call. */
export interface Kill {
  readonly at: number;
  readonly phase: 'before' | 'after';
}

interface Invocation {
  readonly kind: string;
  readonly number: number;
  isDead: boolean;
  readonly die: () => void;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly go: () => void;
}

/** A call to a vendor takes so long by the simulated clock, one to AWS so long. */
const VENDOR_CALL_MS = 40;
const AWS_CALL_MS = 4;

/**
 * The functions' invocations of one world. Their calls are made one at a time, whoever makes them, so that each
 * interleaving can be repeated. A killed invocation makes no further call and never ends: that is what a crash is.
 */
export class Invocations implements CallObserver {
  /** Every call so far, in order. */
  readonly calls: ObservedCall[] = [];
  kill: Kill | undefined;
  /** Which of several calls that could be made next is made. The first one unless told. */
  choose: (count: number) => number = () => 0;
  readonly #advance: (ms: number) => void;
  readonly #current = new AsyncLocalStorage<Invocation>();
  #waiting: Waiting[] = [];
  #isBusy = false;
  #isArmed = false;
  #started = 0;

  constructor(advance: (ms: number) => void) {
    this.#advance = advance;
  }

  /** Runs a function. Resolves with undefined when it was killed. */
  async run<Result>(kind: string, body: () => Promise<Result>): Promise<{ result: Result } | undefined> {
    const killed = Promise.withResolvers<undefined>();
    this.#started += 1;
    const invocation: Invocation = {
      kind,
      number: this.#started,
      isDead: false,
      die: () => {
        invocation.isDead = true;
        this.#waiting = this.#waiting.filter((waiting) => waiting.invocation !== invocation);
        killed.resolve(undefined);
      },
    };
    const ended = this.#current.run(invocation, async () => ({ result: await body() }));
    return Promise.race([ended, killed.promise]);
  }

  async before(call: string): Promise<void> {
    const invocation = this.#invocation();
    await new Promise<void>((go) => {
      if (invocation.isDead) return;
      this.#waiting.push({ invocation, go });
      this.#arm();
    });
    this.calls.push({ kind: invocation.kind, call, invocation: invocation.number });
    if (this.#strikes('before')) await this.#stop(invocation);
  }

  async after(call: string): Promise<void> {
    const invocation = this.#invocation();
    this.#advance(/^(easybill|outsmart) /.test(call) ? VENDOR_CALL_MS : AWS_CALL_MS);
    if (this.#strikes('after')) await this.#stop(invocation);
    this.#isBusy = false;
    this.#arm();
  }

  #strikes(phase: Kill['phase']): boolean {
    return this.kill?.phase === phase && this.kill.at === this.calls.length - 1;
  }

  async #stop(invocation: Invocation): Promise<never> {
    this.kill = undefined;
    this.#isBusy = false;
    invocation.die();
    this.#arm();
    return new Promise<never>(() => undefined);
  }

  #invocation(): Invocation {
    const invocation = this.#current.getStore();
    if (!invocation) throw new Error('a call outside of every invocation');
    return invocation;
  }

  /** Lets the next call go when none is under way and the functions have come to rest. */
  #arm(): void {
    if (this.#isArmed || this.#isBusy) return;
    this.#isArmed = true;
    setImmediate(() => {
      this.#isArmed = false;
      if (this.#isBusy || this.#waiting.length === 0) return;
      const [next] = this.#waiting.splice(this.choose(this.#waiting.length), 1);
      this.#isBusy = true;
      next?.go();
    });
  }
}
