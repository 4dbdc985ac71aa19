import { isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from './mapping-store.ts';
import { noteProblems } from './note-problem.ts';
import type { Run } from './run.ts';
import type { Page } from '../easybill/index.ts';

const MAX_ID = Number.MAX_SAFE_INTEGER;

/** One page of the list, with what we know of its records and of those that should have been on it. */
export interface ReadPage<Source> {
  readonly page: Page<Source>;
  readonly sources: readonly Source[];
  readonly mappings: ReadonlyMap<number, Mapping>;
  /** Records OutSmart holds whose ids lie in the range of this page, but which are not on it. */
  readonly absent: readonly number[];
  /** How many records of the range OutSmart holds because of us. */
  readonly known: number;
  readonly ordered: boolean;
  readonly lastId: number;
}

/**
 * Reads the next page of a run and our mappings of the same range of ids.
 *
 * easybill documents no order of its lists, but pages in ascending order of ids let one query a page find both the
 * mappings and the absent records. When ids turn out not to ascend, the run goes on without looking for absence.
 */
export async function readRunPage<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  run: Run,
): Promise<ReadPage<Source>> {
  const { declaration } = session;
  const page = await declaration.list(run.page);
  // A record deleted meanwhile moves all later ones forward: some of them now stand on the page before.
  const shifted =
    run.ordered && run.page > 1 && page.total < (run.total ?? 0)
      ? await declaration.list(run.page - 1)
      : undefined;
  const late = (shifted?.items ?? []).filter(({ id }) => id > run.lastId);
  const sources = [...new Map([...late, ...page.items].map((source) => [source.id, source])).values()];

  const ids = [...sources.map(({ id }) => id), ...page.unreadable.flatMap(({ id }) => id ?? [])];
  const ordered = run.ordered && isAscendingFrom(run.lastId, sources);
  const lastId = ids.reduce((highest, id) => Math.max(highest, id), run.lastId);
  const isLast = page.page >= page.pages;
  const mappings = await session.mappings.range(
    ordered ? run.lastId + 1 : ids.reduce((lowest, id) => Math.min(lowest, id), MAX_ID),
    ordered && isLast ? MAX_ID : lastId,
  );
  const held = [...mappings.values()].filter(isHeld).map(({ easybillId }) => easybillId);
  const listed = new Set(ids);
  const absent = ordered ? held.filter((id) => !listed.has(id)) : [];
  return { page, sources, mappings, absent, known: held.length, ordered, lastId };
}

/** Tells of records that easybill returned in an unexpected form; the others of the page go on. */
export async function noteUnreadable<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  { page, mappings }: ReadPage<Source>,
): Promise<void> {
  const problems = page.unreadable.map(({ id, fields }) => ({
    easybillId: id,
    activity: { code: 'recordUnreadable', params: { fields: fields.join(', ') } } as const,
  }));
  await noteProblems(
    session,
    problems.flatMap(({ easybillId, activity }) =>
      easybillId === undefined ? [] : [{ easybillId, previous: mappings.get(easybillId), activity }],
    ),
    undefined,
  );
  await session.activity.add(
    session.connectionId,
    problems
      .filter(({ easybillId }) => easybillId === undefined)
      .map(({ activity }) => ({ entity: session.declaration.entity, runId: session.runId, ...activity })),
  );
}

function isAscendingFrom(lastId: number, sources: readonly { readonly id: number }[]): boolean {
  return sources.every(({ id }, i) => id > (i === 0 ? lastId : (sources[i - 1]?.id ?? 0)));
}
