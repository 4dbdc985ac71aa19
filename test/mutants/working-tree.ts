import { execFile } from 'node:child_process';
import { cp, mkdir, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Copies the working tree as git sees it, new files included and ignored ones not, into an empty folder that shares
 * the installed packages.
 */
export async function copyWorkingTree(to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const files = [...new Set(stdout.split('\0'))].filter((file) => file !== '');
  for (const file of files) {
    // The index still lists what was deleted and not committed.
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) continue;
    await mkdir(path.join(to, path.dirname(file)), { recursive: true });
    await cp(file, path.join(to, file));
  }
  await symlink(path.resolve('node_modules'), path.join(to, 'node_modules'), 'dir');
}
