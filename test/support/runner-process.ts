import { afterEach } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

const ENTRY = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
/** For one test; synthesising takes most of it. */
export const TIMEOUT_MS = 120_000;

/** A local runner that was started as a process of its own. */
export interface Runner {
  readonly process: ChildProcess;
  readonly exitCode: Promise<number | null>;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** What is done after the test, last first. */
export const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Starts `infra/local/start.ts`. */
export function start(...args: string[]): Runner {
  // From elsewhere: the runner must find its files itself.
  return startProcess(process.execPath, [ENTRY, ...args], path.parse(process.cwd()).root);
}

/** Starts a command that starts the runner. */
export function startProcess(command: string, args: readonly string[], cwd: string): Runner {
  const child = spawn(command, args, {
    cwd,
    // A process group of its own, as a terminal gives it.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  cleanUps.push(async () => {
    child.kill('SIGKILL');
    await exitCode;
  });
  return { process: child, exitCode, stdout: () => written.stdout, stderr: () => written.stderr };
}

/** The line of JSON, once it is there. */
export async function ready(runner: Runner): Promise<{ api: string; easybill: string; outsmart: string }> {
  return eventually(() => JSON.parse(runner.stdout()), TIMEOUT_MS);
}

/** Sends JSON where there is a body, and reads JSON. */
export async function call(url: string, body?: unknown): Promise<{ status: number; body: any }> {
  const response = await fetch(url, {
    ...(body !== undefined && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  return { status: response.status, body: await response.json() };
}

/** Ids of the processes that a process has started, and of theirs. */
export function descendants(pid: number): number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    processes.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
