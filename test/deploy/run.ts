/**
 * `npm run test:deploy`: plain `cdk` and the deployed connector against an AWS emulator that is not part of this project.
 *
 * Installs the emulator into a virtual environment, starts it, runs `deploy.test.ts` against it and ends it. Without
 * Python it skips, except where `CI` is set: there a skip is a failure.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { startEmulator } from './emulator.ts';
import { findPython, installEmulator, REQUIRED_PYTHON } from './python-environment.ts';

const ENVIRONMENT_DIR = path.resolve('.cache/ministack-venv');
const LOG_FILE = path.resolve('.cache/ministack.log');

let tests: ChildProcess | undefined;
// The tests end first, then the emulator.
const end = (): void => {
  if (tests) tests.kill();
  else process.exit(1);
};
process.once('SIGINT', end).once('SIGTERM', end);
process.exitCode = await main();

async function main(): Promise<number> {
  const python = await findPython();
  if (python === undefined) {
    say(`SKIPPED: the deployment test needs ${REQUIRED_PYTHON} on PATH.`);
    if (!process.env.CI) return 0;
    say('A skip fails where CI is set.');
    return 1;
  }
  const emulatorPython = await timed('install the emulator', () => installEmulator(python, ENVIRONMENT_DIR));
  const emulator = await timed('start the emulator', () => startEmulator(emulatorPython, LOG_FILE));
  try {
    const exitCode = await runTests(emulator.environment);
    if (exitCode !== 0) say('Logs: .cache/deploy-functions.log and .cache/ministack.log');
    return exitCode;
  } finally {
    await emulator.stop();
  }
}

async function runTests(emulatorEnvironment: Readonly<Record<string, string>>): Promise<number> {
  // Nothing may reach a real account: what the shell knows of AWS stays out.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--config',
    'test/deploy/jest.config.js',
    '--runInBand',
    '--verbose',
  ];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...jest],
    { env: { ...Object.fromEntries(own), ...emulatorEnvironment }, stdio: 'inherit' },
  );
  tests = child;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
