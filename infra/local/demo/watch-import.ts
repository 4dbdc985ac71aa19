import { DEMO_ACCOUNT } from './demo-vendors.ts';
import type { Demo } from './demo.ts';
import type { ExpectedRelations } from './expected-relations.ts';
import type { ShownImport } from './management-api.ts';
import { poll } from './poll.ts';

const LONGEST_IMPORT_MS = 120_000;
const ENDED = ['complete', 'failed', 'braked'];

/**
 * Watches the first imports to their end and says how they get on; that of customers is looked at closely.
 *
 * @returns what was not as it should be, one sentence each
 * @throws ManagementApiError; an AbortError when the signal ends it
 */
export async function watchImport(demo: Demo, expected: ExpectedRelations): Promise<string[]> {
  const { api, connectionId, say, signal } = demo;
  const startedAt = performance.now();
  const said = new Map<string, string>();
  const runs = await poll(
    async () => {
      const all = await api.latestImports(connectionId);
      for (const run of all.toReversed()) {
        const line = progress(run);
        if (line !== said.get(run.entity)) say(line);
        said.set(run.entity, line);
      }
      // Contact persons take one call for each customer, minutes: they go on while the demo does.
      const quick = all.filter(({ entity }) => entity !== 'contact');
      return quick.length > 0 && quick.every(({ state }) => ENDED.includes(state)) ? all : undefined;
    },
    { everyMs: 500, timeoutMs: LONGEST_IMPORT_MS, signal },
  );
  if (runs === undefined) return [`The first imports were not over after ${LONGEST_IMPORT_MS / 1000} s.`];
  const broken = runs.filter(({ entity, state }) => state !== 'complete' && entity !== 'contact');
  if (broken.length > 0)
    return broken.map(({ entity, state }) => `The import of ${entity} ended as ${state}.`);
  const ended = runs.find(({ entity }) => entity === 'customer');
  if (ended === undefined) return ['There was no import of customers.'];

  const { imported, archived, withoutAddress, duplicates } = expected;
  say(
    `  done after ${((performance.now() - startedAt) / 1000).toFixed(1)} s with ${plural(sum(runs), 'easybill call')}. Customers skipped on purpose: ` +
      `${archived.length} archived, ${withoutAddress.length} without an address, ` +
      `${duplicates.length} with a number another customer has.`,
  );
  const skipped = archived.length + withoutAddress.length + duplicates.length;
  const counts: Readonly<ShownImport['counts']> = {
    seen: imported.length + skipped,
    created: imported.length,
    updated: 0,
    unchanged: 0,
    skipped,
    failed: 0,
    withdrawn: 0,
  };
  return [...differingCounts(ended.counts, counts), ...missingRecords(demo)];
}

/** Whether as much arrived of every other kind as easybill has. */
function missingRecords({ easybill, outsmart }: Demo): string[] {
  const account = easybill.account(DEMO_ACCOUNT);
  const articles = [...account.positions.records.values()];
  const hourTypes = articles.filter(({ type }) => type === 'SERVICE').length;
  const expected = {
    '/categories': account.positionGroups.records.size,
    '/materials': articles.length - hourTypes,
    '/material_categories': articles.length - hourTypes,
    '/hourtypes': hourTypes,
    '/employees': account.logins.length,
  };
  return Object.entries(expected).flatMap(([path, count]) => {
    const { size } = outsmart.account(DEMO_ACCOUNT).collection(path).rows;
    return size === count ? [] : [`OutSmart has ${size} records at ${path} instead of ${count}.`];
  });
}

function progress({ entity, state, page, pages, counts }: ShownImport): string {
  const { seen, created, skipped, failed } = counts;
  if (state === 'queued') return `First import of ${entity}: queued.`;
  const where = pages === undefined ? `page ${page}` : `page ${page} of ${pages}`;
  return `First import of ${entity}: ${state}, ${where}: ${seen} read, ${created} created, ${skipped} skipped, ${failed} failed.`;
}

function sum(runs: readonly ShownImport[]): number {
  return runs.reduce((calls, run) => calls + run.calls, 0);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function differingCounts(
  counts: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    counts[name] === value
      ? []
      : [`The first import counts ${counts[name] ?? 'no'} ${name} instead of ${value}.`],
  );
}
