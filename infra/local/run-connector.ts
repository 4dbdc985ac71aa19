import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { showMainJob } from './demo/main-job.ts';
import {
  DEMO_ACCOUNT,
  DEMO_CONNECT_REQUEST,
  startDemoEasybill,
  startDemoOutsmart,
} from './demo/demo-vendors.ts';
import { expectRelations } from './demo/expected-relations.ts';
import { ManagementApi } from './demo/management-api.ts';
import { stepsAfterDemo, stepsWithoutDemo, type Playground } from './demo/next-steps.ts';
import { noteworthy } from './stack/function-log.ts';
import { startLocalStack, type LocalStack } from './stack/local-stack.ts';
import type { StartOptions } from './start-options.ts';
import { synthesise } from './stack/synth.ts';
import type { EasybillSimulator } from './vendors/easybill/index.ts';
import type { OutsmartSimulator } from './vendors/outsmart/index.ts';

/** Where the runner speaks, and what ends it. */
export interface Surroundings {
  /** Told in plain lines what happens. */
  readonly say: (line: string) => void;
  /** Told once, as a line of JSON, where everything is reachable. */
  readonly announce: (line: string) => void;
  /** Ends the runner. A synthesis under way is waited for: it is a process of its own. */
  readonly signal: AbortSignal;
}

/** The port that was asked for is in use. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number) {
    super(`Port ${port} cannot be taken; choose another one with --port, or leave it out.`);
  }
}

// One mistake in the mapping shows in every customer.
const SHOWN_PROBLEMS = 20;

const assemblyDir = fileURLToPath(new URL('../../.cache/local-assembly', import.meta.url));

/**
 * Builds the stack, runs it between the vendors and shows the demo, as the options say. Everything it started has ended
 * when it returns or throws.
 *
 * @returns whether all went well: false when the demo of `once` found something wrong
 * @throws PortTakenError, SynthesisFailedError, ManagementApiError, the errors of `startLocalStack`; an AbortError when the
 * signal ends it before it is up, or during the demo
 */
export async function runConnector(options: StartOptions, surroundings: Surroundings): Promise<boolean> {
  const { say, announce, signal } = surroundings;
  await using started = new AsyncDisposableStack();
  say('Bundling the functions and synthesising the stack …');
  const synthesised = await synthesise(assemblyDir);
  signal.throwIfAborted();

  const easybill = options.easybillUrl === undefined ? await startDemoEasybill(options.demo) : undefined;
  started.defer(() => easybill?.close());
  const outsmart = options.outsmartUrl === undefined ? await startDemoOutsmart() : undefined;
  started.defer(() => outsmart?.close());
  const vendors = {
    easybill: { url: options.easybillUrl ?? easybill?.url ?? '', simulated: easybill !== undefined },
    outsmart: { url: options.outsmartUrl ?? outsmart?.url ?? '', simulated: outsmart !== undefined },
  };

  say('Starting its functions, tables and queues …');
  let ending = false;
  const stack = await startStack({
    ...synthesised,
    port: options.port,
    environment: { EASYBILL_BASE_URL: vendors.easybill.url, OUTSMART_BASE_URL: vendors.outsmart.url },
    onLog: (line) => {
      // A function that is ended in the middle of its work complains.
      const text = ending ? undefined : noteworthy(line);
      if (text !== undefined) say(text);
    },
  });
  started.defer(() => stack.stop());
  started.defer(() => {
    ending = true;
  });
  signal.throwIfAborted();

  const playground: Playground = { api: stack.apiUrl, ...vendors };
  describe(playground, say);
  const ready = (): void => {
    const [easybillUrl, outsmartUrl] = [vendors.easybill.url, vendors.outsmart.url];
    announce(
      JSON.stringify({ ready: true, api: stack.apiUrl, easybill: easybillUrl, outsmart: outsmartUrl }),
    );
  };
  if (options.demo && easybill && outsmart) {
    const problems = await runDemo({ stack, easybill, outsmart, playground }, options, surroundings, ready);
    if (options.once) return problems.length === 0;
  } else {
    ready();
    say(stepsWithoutDemo(playground));
  }
  if (!signal.aborted) await once(signal, 'abort');
  return true;
}

async function startStack(options: Parameters<typeof startLocalStack>[0]): Promise<LocalStack> {
  try {
    return await startLocalStack(options);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new PortTakenError(options.port ?? 0) : error;
  }
}

function describe({ api, easybill, outsmart }: Playground, say: (line: string) => void): void {
  say(`  API       ${api}`);
  say(
    `  easybill  ${easybill.url}${easybill.simulated ? ' (simulated, plan Business: 60 calls a minute)' : ''}`,
  );
  say(`  OutSmart  ${outsmart.url}${outsmart.simulated ? ' (simulated)' : ''}`);
}

/** Connects the demo's accounts, shows the main job and says what was wrong. */
async function runDemo(
  {
    stack,
    easybill,
    outsmart,
    playground,
  }: {
    readonly stack: LocalStack;
    readonly easybill: EasybillSimulator;
    readonly outsmart: OutsmartSimulator;
    readonly playground: Playground;
  },
  { once: endsAfterwards }: StartOptions,
  { say, signal }: Surroundings,
  ready: () => void,
): Promise<string[]> {
  const customers = easybill.account(DEMO_ACCOUNT).customers;
  say(
    `Connecting an easybill account with ${customers.size} customers, articles, hour types and logins, and an empty OutSmart account …`,
  );
  const api = new ManagementApi(stack.apiUrl, signal);
  const connectionId = await api.connect(DEMO_CONNECT_REQUEST);
  say(`  connected as ${connectionId}: both credentials checked, webhook registered at easybill.`);
  ready();

  const problems = await showMainJob({ api, connectionId, easybill, outsmart, say, signal });
  for (const problem of problems.slice(0, SHOWN_PROBLEMS)) say(`NOT AS IT SHOULD BE: ${problem}`);
  if (problems.length > SHOWN_PROBLEMS) say(`… and ${problems.length - SHOWN_PROBLEMS} more.`);
  const customer = expectRelations(customers.values()).imported.at(-1);
  if (!endsAfterwards && customer) say(stepsAfterDemo(playground, connectionId, customer));
  return problems;
}
