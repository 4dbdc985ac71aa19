import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What {@link findPython} looks for, in words. */
export const REQUIRED_PYTHON = 'Python 3.11 or newer with venv and pip';

const HAS_IT = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');

/** The first Python on PATH that can make the environment; undefined when there is none. */
export async function findPython(): Promise<string | undefined> {
  for (const name of ['python3', 'python']) {
    try {
      await run(name, ['-c', HAS_IT]);
      return name;
    } catch {
      // Not there, too old, or without venv.
    }
  }
  return undefined;
}

/**
 * Installs `requirements.txt`, versions and hashes pinned, into a virtual environment. Does nothing when that was done
 * before.
 *
 * @returns the environment's Python
 * @throws Error with what pip said
 */
export async function installEmulator(python: string, environmentDir: string): Promise<string> {
  const installed = path.join(environmentDir, 'bin', 'python');
  const stamp = path.join(environmentDir, 'installed-requirements');
  const wanted = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return installed;
  await rm(environmentDir, { recursive: true, force: true });
  await run(python, ['-m', 'venv', environmentDir]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  await run(installed, [...pip, '--only-binary', ':all:', '--require-hashes', '--requirement', REQUIREMENTS]);
  await writeFile(stamp, wanted);
  return installed;
}
