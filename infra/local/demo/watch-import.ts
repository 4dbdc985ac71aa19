import type { Demo } from './demo.ts';
import type { ExpectedRelations } from './expected-relations.ts';
import type { ShownImport } from './management-api.ts';
import { poll } from './poll.ts';

const LONGEST_IMPORT_MS = 60_000;
const ENDED = ['complete', 'failed', 'braked'];

/**
 * Watches the first import to its end and says how it gets on.
 *
 * @returns what was not as it should be, one sentence each
 * @throws ManagementApiError; an AbortError when the signal ends it
 */
export async function watchImport(demo: Demo, expected: ExpectedRelations): Promise<string[]> {
  const { api, connectionId, say, signal } = demo;
  const startedAt = performance.now();
  let said = '';
  const ended = await poll(
    async () => {
      const run = await api.latestImport(connectionId);
      const line = run ? progress(run) : said;
      if (line !== said) say(line);
      said = line;
      return run && ENDED.includes(run.state) ? run : undefined;
    },
    { everyMs: 100, timeoutMs: LONGEST_IMPORT_MS, signal },
  );
  if (ended === undefined) return [`The first import was not over after ${LONGEST_IMPORT_MS / 1000} s.`];
  if (ended.state !== 'complete') return [`The first import ended as ${ended.state} instead of complete.`];

  const { imported, archived, withoutAddress, duplicates } = expected;
  say(
    `  done after ${((performance.now() - startedAt) / 1000).toFixed(1)} s with ${plural(ended.calls, 'easybill call')}. Skipped on purpose: ` +
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
  return differingCounts(ended.counts, counts);
}

function progress({ state, page, pages, counts }: ShownImport): string {
  const { seen, created, skipped, failed } = counts;
  if (state === 'queued') return 'First import: queued.';
  const where = pages === undefined ? `page ${page}` : `page ${page} of ${pages}`;
  return `First import: ${state}, ${where}: ${seen} read, ${created} created, ${skipped} skipped, ${failed} failed.`;
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
