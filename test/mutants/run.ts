/**
 * `npm run test:mutants`: plants bugs in a copy of the working tree, one at a time, and fails unless each makes a test
 * fail. Tests that stay green with a bug in the code prove nothing about it.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { runTests } from './run-tests.ts';
import { openCompiler, type CheckTypes } from './type-check.ts';
import { copyWorkingTree } from './working-tree.ts';

const SCRATCH = path.resolve('.cache/mutants');
const ROOT = path.join(SCRATCH, 'tree');
const NAMED_KILLERS = 2;
const ALL_LIMIT_MS = 600_000;

type Verdict = { readonly killers: readonly string[] } | { readonly error: string };

process.exitCode = await main();

async function main(): Promise<number> {
  await copyWorkingTree(ROOT);
  const allKillers = [...new Set(mutants.flatMap(({ killers }) => killers))];
  const unmutated = await runTests(ROOT, allKillers, ALL_LIMIT_MS);
  if ('broken' in unmutated || unmutated.failed.length > 0) {
    const why = 'broken' in unmutated ? unmutated.broken : unmutated.failed.join('\n  ');
    say(`Without a bug these have to pass:\n  ${why}`);
    return close(0);
  }
  say(`${unmutated.total} tests pass without a bug.\n`);

  const checkTypes = openCompiler(ROOT, [...new Set(mutants.map(({ file }) => file))]);
  let killed = 0;
  for (const mutant of mutants) {
    const start = performance.now();
    const verdict = await judge(mutant, checkTypes);
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    if ('killers' in verdict) killed += 1;
    say(`${'killers' in verdict ? 'killed' : 'FAILED'}  ${seconds.padStart(6)}  ${mutant.name}`);
    for (const line of 'killers' in verdict
      ? describeKillers(verdict.killers)
      : [verdict.error, mutant.breaks]) {
      say(`                  ${line}`);
    }
  }
  return close(killed);
}

/** Plants a bug, looks who finds it and takes it out again. */
async function judge(mutant: Mutant, checkTypes: CheckTypes): Promise<Verdict> {
  const file = path.join(ROOT, mutant.file);
  const original = await readFile(file, 'utf8');
  const parts = original.split(mutant.find);
  if (parts.length !== 2) return { error: `its text occurs ${parts.length - 1} times in ${mutant.file}` };
  await writeFile(file, parts.join(mutant.replace));
  try {
    const complaint = checkTypes(mutant.file);
    if (complaint !== undefined) return { error: `does not compile: ${complaint}` };
    const result = await runTests(ROOT, mutant.killers);
    if ('broken' in result) return { error: result.broken };
    if (result.failed.length > 0) return { killers: result.failed };
    return { error: `SURVIVED ${result.total} tests of ${mutant.killers.join(', ')}` };
  } finally {
    await writeFile(file, original);
  }
}

function describeKillers(killers: readonly string[]): string[] {
  const more = killers.length - NAMED_KILLERS;
  return [
    // Some are named with an error, stack included.
    ...killers.slice(0, NAMED_KILLERS).map((name) => `by "${name.split('\n', 1).join('')}"`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

/** Closes as jest does: a bug that no test finds is a failure. */
async function close(killed: number): Promise<number> {
  await rm(SCRATCH, { recursive: true, force: true });
  const failed = mutants.length - killed;
  say(`\nTests:       ${failed > 0 ? `${failed} failed, ` : ''}${killed} passed, ${mutants.length} total`);
  return failed > 0 ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
