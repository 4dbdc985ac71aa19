import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/** A bug may make a test wait for ever. */
const TIME_LIMIT_MS = 120_000;
/** Of what jest printed, when it broke. */
const LAST_LINES = 15;

const resultSchema = z.object({
  numTotalTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

/** What became of some test files: they ran, or they could not. */
export type TestRun =
  { readonly total: number; readonly failed: readonly string[] } | { readonly broken: string };

/** How test files are run. */
export interface RunOptions {
  readonly limitMs?: number;
  readonly workers?: number;
}

/** Runs test files of the project below `root`, at the depth of `npm test`. */
export async function runTests(
  root: string,
  files: readonly string[],
  { limitMs = TIME_LIMIT_MS, workers = 1 }: RunOptions = {},
): Promise<TestRun> {
  const report = path.join(root, '..', 'report.json');
  await rm(report, { force: true });
  const output = await jest(
    root,
    [
      ...['--json', `--outputFile=${report}`],
      // One worker is the process itself.
      ...(workers === 1 ? ['--runInBand'] : [`--maxWorkers=${workers}`]),
      ...['--runTestsByPath', ...files],
    ],
    limitMs,
  );
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return { broken: `jest made no report:\n${output}` };
  const { numTotalTests, numRuntimeErrorTestSuites, testResults } = resultSchema.parse(JSON.parse(text));
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
  if (numRuntimeErrorTestSuites > 0 || testResults.length < files.length || numTotalTests === 0) {
    return { broken: `not every test file could be run:\n${output}` };
  }
  return { total: numTotalTests, failed };
}

/** Resolves with the end of what jest printed, whatever its exit code. */
async function jest(cwd: string, args: readonly string[], timeout: number): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...args,
    ],
    {
      cwd,
      env: { ...process.env, TEST_DEPTH: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
    },
  );
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      resolve();
    });
  });
  const lines = printed.trimEnd().split('\n').slice(-LAST_LINES);
  return lines.map((line) => `      ${line}`).join('\n');
}
