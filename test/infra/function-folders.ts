import { globSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the folders under functions, one for each function. */
export function functionFolders(): string[] {
  return globSync('functions/*/handler.ts', { cwd: join(import.meta.dirname, '..', '..') }).map(
    (file) => file.split('/')[1]!,
  );
}
