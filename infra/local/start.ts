/** The entrance of the local runner. `npm start` runs it with the Node 24 of `npm ci`; an older one cannot load it. */
import { constants } from 'node:os';
import { PortTakenError, runConnector } from './run-connector.ts';
import { HELP, readStartOptions, UsageError, type StartOptions } from './start-options.ts';
import { SynthesisFailedError } from './stack/synth.ts';

const FAILED = 1;
const MISUSED = 2;
const PARENT_CHECK_MS = 200;

/** A signal asked the runner to end. */
class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  /** 128 plus the signal's number, as shells have it. */
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`${signal} ended the runner.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Follows the command line and answers the exit code once everything it started has ended. */
async function main(args: readonly string[]): Promise<number> {
  let options: StartOptions | 'help';
  try {
    options = readStartOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\n"npm start -- --help" shows the options.`);
    return MISUSED;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }

  const interruption = new AbortController();
  const interrupt = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (!interruption.signal.aborted) say(`${signal}: ending everything …`);
    interruption.abort(new InterruptedError(signal));
  };
  // Every time, not once: npm hands on a Ctrl-C that the terminal has sent here already.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  // npm hands a signal to the shell between it and this process, which ends and hands nothing on.
  if (process.env.npm_lifecycle_event !== undefined) {
    const shell = process.ppid;
    setInterval(() => {
      if (process.ppid !== shell) interrupt('SIGTERM');
    }, PARENT_CHECK_MS).unref();
  }
  const progress = { isUp: false };
  const announce = (line: string): void => {
    progress.isUp = true;
    process.stdout.write(`${line}\n`);
  };
  try {
    const wentWell = await runConnector(options, { say, announce, signal: interruption.signal });
    return wentWell ? 0 : FAILED;
  } catch (error) {
    const reason: unknown = interruption.signal.reason;
    // What breaks after an interruption breaks because of it.
    if (reason instanceof InterruptedError) return progress.isUp && !options.once ? 0 : reason.exitCode;
    say(inWords(error));
    return FAILED;
  }
}

/** With the stack where it helps: not for what the reader can mend alone. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof PortTakenError || error instanceof SynthesisFailedError
    ? error.message
    : (error.stack ?? error.message);
}

process.exitCode = await main(process.argv.slice(2));
