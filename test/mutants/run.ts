/**
 * `npm run test:mutants`: plants bugs in copies of the working tree, one at a time in each, and fails unless each makes a test
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
/** Bugs are planted side by side, each in a copy of its own. */
const ROOTS = ['first', 'second'].map((name) => path.join(SCRATCH, name, 'tree'));
const NAMED_KILLERS = 2;
const ALL_LIMIT_MS = 600_000;

type Verdict = { readonly killers: readonly string[] } | { readonly error: string };

process.exitCode = await main();

async function main(): Promise<number> {
  await rm(SCRATCH, { recursive: true, force: true });
  await Promise.all(ROOTS.map(copyWorkingTree));
  const allKillers = [...new Set(mutants.flatMap(({ killers }) => killers))];
  const unmutated = await runTests(ROOTS[0]!, allKillers, { limitMs: ALL_LIMIT_MS, workers: ROOTS.length });
  if ('broken' in unmutated || unmutated.failed.length > 0) {
    const why = 'broken' in unmutated ? unmutated.broken : unmutated.failed.join('\n  ');
    say(`Without a bug these have to pass:\n  ${why}`);
    return close(0);
  }
  say(`${unmutated.total} tests pass without a bug.\n`);

  const files = [...new Set(mutants.map(({ file }) => file))];
  const queue = mutants.values();
  const killed = await Promise.all(ROOTS.map((root) => judgeAll(root, queue, openCompiler(root, files))));
  return close(killed.reduce((sum, count) => sum + count, 0));
}

/** Judges what is left in the queue, one after the other; how many were killed. */
async function judgeAll(root: string, queue: Iterable<Mutant>, checkTypes: CheckTypes): Promise<number> {
  let killed = 0;
  for (const mutant of queue) {
    const start = performance.now();
    const verdict = await judge(root, mutant, checkTypes);
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    if ('killers' in verdict) killed += 1;
    say(`${'killers' in verdict ? 'killed' : 'FAILED'}  ${seconds.padStart(6)}  ${mutant.name}`);
    for (const line of 'killers' in verdict
      ? describeKillers(verdict.killers)
      : [verdict.error, mutant.breaks]) {
      say(`                  ${line}`);
    }
  }
  return killed;
}

/** Plants a bug, looks who finds it and takes it out again. */
async function judge(root: string, mutant: Mutant, checkTypes: CheckTypes): Promise<Verdict> {
  const file = path.join(root, mutant.file);
  const original = await readFile(file, 'utf8');
  const parts = original.split(mutant.find);
  if (parts.length !== 2) return { error: `its text occurs ${parts.length - 1} times in ${mutant.file}` };
  await writeFile(file, parts.join(mutant.replace));
  try {
    const complaint = checkTypes(mutant.file);
    if (complaint !== undefined) return { error: `does not compile: ${complaint}` };
    let total = 0;
    // File by file: the first that finds it is enough. jest makes no report of a run that bails out.
    for (const killer of mutant.killers) {
      const result = await runTests(root, [killer]);
      if ('broken' in result) return { error: result.broken };
      if (result.failed.length > 0) return { killers: result.failed };
      total += result.total;
    }
    return { error: `SURVIVED ${total} tests of ${mutant.killers.join(', ')}` };
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
