import { PortTakenError, runConnector } from './run-connector.ts';
import { HELP, readStartOptions, UsageError, type StartOptions } from './start-options.ts';
import { SynthesisFailedError } from './synth.ts';

const FAILED = 1;
const MISUSED = 2;
const EXIT_CODE_OF = { SIGINT: 130, SIGTERM: 143 } as const;

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
  let interruptedBy: keyof typeof EXIT_CODE_OF | undefined;
  // Every time, not once: npm hands on a Ctrl-C that the terminal has sent here already.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (interruptedBy === undefined) say(`${signal}: ending everything …`);
      interruptedBy ??= signal;
      interruption.abort();
    });
  }
  let isUp = false;
  const announce = (line: string): void => {
    isUp = true;
    process.stdout.write(`${line}\n`);
  };
  try {
    const wentWell = await runConnector(options, { say, announce, signal: interruption.signal });
    return wentWell ? 0 : FAILED;
  } catch (error) {
    // What breaks after an interruption breaks because of it.
    if (interruptedBy !== undefined) return isUp && !options.once ? 0 : EXIT_CODE_OF[interruptedBy];
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
