import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FunctionDefinition } from './function-definition.ts';
import {
  instanceMessageSchema,
  type InstanceMessage,
  type InvocationResult,
  type ReportedError,
} from './invocation.ts';

const entryPoint = fileURLToPath(new URL('./function-instance.ts', import.meta.url));

// Lambda stops an initialisation after 10 s and runs it again inside the first invocation, up to the function's timeout.
const initialisationLimitMs = 10_000;

/** One instance of a function: a child process. Used for one event at a time. */
export class FunctionProcess {
  readonly #definition: FunctionDefinition;
  readonly #log: (text: string) => void;
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  #alive = true;
  #waiting: ((message: InstanceMessage | 'exited') => void) | undefined;

  /** Starts the process; {@link initialise} tells when it can take events. */
  constructor(definition: FunctionDefinition, log: (text: string) => void) {
    this.#definition = definition;
    this.#log = log;
    this.#child = fork(entryPoint, [], {
      cwd: definition.taskRoot,
      env: { ...definition.environment },
      // Not those of the runner, which may be flags of a test runner.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    logLines(this.#child.stdout, log);
    logLines(this.#child.stderr, log);
    this.#child.on('message', (message) => {
      this.#receive(instanceMessageSchema.parse(message));
    });
    this.#child.on('error', (error) => {
      this.#log(`The instance could not be reached: ${error.message}`);
    });
    this.#child.once('exit', () => {
      this.#alive = false;
      this.#waiting?.('exited');
    });
    // After `exit`, once the last line of output was read.
    this.#closed = new Promise((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
  }

  /** Whether the process still runs. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Waits for the bundle to be loaded. Answers the error that prevented it, after ending the process. */
  async initialise(): Promise<InvocationResult> {
    const message = await this.#nextMessage(initialisationLimitMs + this.#definition.timeoutMs);
    if (message === 'exited') return failure('Runtime.ExitError', 'The runtime exited while it initialised.');
    if (message !== 'timeout' && message.type === 'ready') return { ok: null };
    await this.kill();
    if (message === 'timeout') return failure('Sandbox.Timedout', 'The initialisation timed out.');
    return 'error' in message ? this.#reported(message.error) : brokenProtocol;
  }

  /** Hands over one event and waits for the answer. After the function's timeout the process is killed. */
  async invoke(event: unknown): Promise<InvocationResult> {
    const requestId = randomUUID();
    const { timeoutMs, arn } = this.#definition;
    const answered = this.#nextMessage(timeoutMs);
    // A process that just died is noticed by its exit, not by the failed send.
    this.#child.send(
      { requestId, functionArn: arn, deadline: Date.now() + timeoutMs, event },
      () => undefined,
    );
    const message = await answered;
    if (message === 'exited') {
      return this.#failed('Runtime.ExitError', requestId, 'Runtime exited without providing a reason');
    }
    if (message === 'timeout') {
      await this.kill();
      const seconds = (timeoutMs / 1000).toFixed(2);
      return this.#failed('Sandbox.Timedout', requestId, `Task timed out after ${seconds} seconds`);
    }
    if (message.type === 'answer') {
      const ok: unknown = JSON.parse(message.answer);
      return { ok };
    }
    if (message.type !== 'error') await this.kill();
    return 'error' in message ? this.#reported(message.error) : brokenProtocol;
  }

  /** Ends the process at once and waits until it is gone and its output was read. */
  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#closed;
  }

  #receive(message: InstanceMessage): void {
    if (this.#waiting !== undefined) this.#waiting(message);
    else if (message.type === 'crashed') this.#reported(message.error);
  }

  #failed(errorType: string, requestId: string, what: string): InvocationResult {
    const errorMessage = `RequestId: ${requestId} Error: ${what}`;
    this.#log(errorMessage);
    return failure(errorType, errorMessage);
  }

  // The stack is for the log only, as on Lambda's side of a synchronous call.
  #reported({ errorType, errorMessage, trace }: ReportedError): InvocationResult {
    this.#log(`Invoke Error ${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
    return failure(errorType, errorMessage);
  }

  async #nextMessage(limitMs: number): Promise<InstanceMessage | 'exited' | 'timeout'> {
    if (!this.#alive) return 'exited';
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<InstanceMessage | 'exited' | 'timeout'>((resolve) => {
        this.#waiting = resolve;
        timer = setTimeout(() => {
          resolve('timeout');
        }, limitMs);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }
}

const brokenProtocol = failure('Runtime.Unknown', 'The instance broke the protocol of the runner.');

function failure(errorType: string, errorMessage: string): InvocationResult {
  return { error: { errorType, errorMessage } };
}

function logLines(stream: Readable | null, log: (text: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', log);
}
