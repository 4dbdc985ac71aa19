import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const CRUISER = path.join(PROJECT, 'node_modules/.bin/depcruise');
const TIMEOUT_MS = 60_000;

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'layers-'));
  copyFileSync(path.join(PROJECT, 'tsconfig.json'), path.join(tree, 'tsconfig.json'));
  for (const folder of ['shared', 'functions', 'infra']) mkdirSync(path.join(tree, folder));
});
afterEach(() => {
  rmSync(tree, { recursive: true });
});

/** What `npm run lint` says of the layers of a tree in which each file imports these others. */
function lint(imports: Readonly<Record<string, readonly string[]>>): {
  status: number | null;
  output: string;
} {
  for (const file of new Set([...Object.keys(imports), ...Object.values(imports).flat()])) {
    const at = path.join(tree, file);
    mkdirSync(path.dirname(at), { recursive: true });
    const lines = (imports[file] ?? []).map((to, index) => {
      const relative = path.relative(path.dirname(file), to);
      return `import type { T as T${index} } from '${relative.startsWith('.') ? relative : `./${relative}`}';\n`;
    });
    writeFileSync(at, `${lines.join('')}export type T = string;\n`);
  }
  const config = path.join(PROJECT, '.dependency-cruiser.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', config, 'shared', 'functions', 'infra'],
    { cwd: tree, encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
  return { status, output: stdout + stderr };
}

describe('the layers of the code', () => {
  it(
    'may be imported from above',
    () => {
      const { status, output } = lint({
        'functions/import-customers/handler.ts': ['shared/imports/run.ts', 'shared/easybill/index.ts'],
        'shared/imports/run.ts': ['shared/customers/map.ts'],
        'infra/local/start.ts': ['shared/connections/schema.ts'],
      });

      expect({ status, output }).toMatchObject({ status: 0 });
    },
    TIMEOUT_MS,
  );

  it.each<[string, Record<string, string[]>]>([
    ['layer of outside world', { 'shared/http/a.ts': ['shared/mappings/b.ts'] }],
    ['layer of state and words', { 'shared/records/a.ts': ['shared/customers/b.ts'] }],
    ['layer of domain', { 'shared/invoices/a.ts': ['shared/exports/b.ts'] }],
    ['layer of engines', { 'shared/exports/a.ts': ['shared/lifecycle/b.ts'] }],
    ['layer of life of a connection', { 'shared/lifecycle/a.ts': ['functions/scheduler/b.ts'] }],
    ['folder without a layer', { 'shared/new/a.ts': ['shared/http/b.ts'] }],
    ['engine that knows the other', { 'shared/imports/a.ts': ['shared/exports/b.ts'] }],
    ['function that knows another', { 'functions/scheduler/a.ts': ['functions/management/b.ts'] }],
    ['stack that knows the code it deploys', { 'infra/constructs/a.ts': ['shared/http/b.ts'] }],
    [
      'circle of files',
      { 'shared/http/a.ts': ['shared/http/b.ts'], 'shared/http/b.ts': ['shared/http/a.ts'] },
    ],
    [
      'circle of folders',
      { 'shared/http/a.ts': ['shared/aws/b.ts'], 'shared/aws/c.ts': ['shared/http/d.ts'] },
    ],
  ])(
    'are guarded: %s',
    (rule, imports) => {
      const { status, output } = lint(imports);

      expect(status).not.toBe(0);
      expect(output).toContain(`error ${rule}: `);
    },
    TIMEOUT_MS,
  );
});
