import type { FunctionDefinition } from './function-definition.ts';
import { FunctionProcess } from './function-process.ts';
import { throttledErrorType, type InvocationResult } from './invocation.ts';

/** Counts as CloudWatch has them for a function, since the start. */
export interface FunctionMetrics {
  /** Started invocations, throttled ones not included. */
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
}

// An account has a thousand; one machine would not stand that. Without reserved concurrency further events wait.
const instancesWithoutReservation = 10;

const stoppedResult: InvocationResult = {
  error: { errorType: 'Runtime.ExitError', errorMessage: 'The runner stops.' },
};

/** A function with its instances: as many as there are events at the same time, up to its concurrency. */
export class LocalFunction {
  readonly definition: FunctionDefinition;
  readonly #log: (text: string) => void;
  readonly #processes = new Set<FunctionProcess>();
  readonly #idle: FunctionProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #metrics = { invocations: 0, errors: 0, throttles: 0 };
  #running = 0;
  #stopped = false;

  constructor(definition: FunctionDefinition, log: (text: string) => void) {
    this.definition = definition;
    this.#log = log;
  }

  get metrics(): FunctionMetrics {
    return { ...this.#metrics };
  }

  /** How many invocations run or wait for an instance. */
  get pending(): number {
    return this.#running + this.#waiting.length;
  }

  /**
   * Invokes the function and waits for its answer. With reserved concurrency an event that finds every instance busy
   * is throttled: the result is an error of the type {@link throttledErrorType}.
   */
  async invoke(event: unknown): Promise<InvocationResult> {
    const { reservedConcurrency } = this.definition;
    if (reservedConcurrency !== undefined && this.#running >= reservedConcurrency) {
      this.#metrics.throttles += 1;
      return { error: { errorType: throttledErrorType, errorMessage: 'Rate Exceeded.' } };
    }
    await this.#takePlace(reservedConcurrency ?? instancesWithoutReservation);
    this.#metrics.invocations += 1;
    try {
      const result = this.#stopped ? stoppedResult : await this.#run(event);
      if ('error' in result) this.#metrics.errors += 1;
      return result;
    } finally {
      this.#leavePlace();
    }
  }

  /** Ends all instances; invocations that run end with an error. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const wake of this.#waiting.splice(0)) {
      this.#running += 1;
      wake();
    }
    await Promise.all([...this.#processes].map((process) => process.kill()));
  }

  // A place that becomes free goes to the event that waited longest: the count stays.
  async #takePlace(places: number): Promise<void> {
    if (this.#running < places) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leavePlace(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  async #run(event: unknown): Promise<InvocationResult> {
    let instance = this.#takeIdle();
    if (instance === undefined) {
      instance = new FunctionProcess(this.definition, this.#log);
      this.#processes.add(instance);
      const initialised = await instance.initialise();
      if ('error' in initialised) {
        this.#processes.delete(instance);
        return initialised;
      }
    }
    const result = await instance.invoke(event);
    if (instance.alive) this.#idle.push(instance);
    else this.#processes.delete(instance);
    return result;
  }

  // The one used last, as a warm instance is reused on Lambda; an instance may have died since.
  #takeIdle(): FunctionProcess | undefined {
    for (let instance = this.#idle.pop(); instance !== undefined; instance = this.#idle.pop()) {
      if (instance.alive) return instance;
      this.#processes.delete(instance);
    }
    return undefined;
  }
}
