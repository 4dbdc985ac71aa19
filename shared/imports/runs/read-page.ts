import type { SourceRecord } from '../declaration/entity-import.ts';
import { isHeld, sideOf } from '../upsert/compare.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { noteProblems } from '../upsert/note-problem.ts';
import type { Run } from '../stores/run.ts';
import type { RunNotes } from '../stores/run-notes.ts';
import type { Page } from '../../easybill/index.ts';

const MAX_ID = Number.MAX_SAFE_INTEGER;

/** One page of the list, with what we know of its records and of those that should have been on it. */
export interface ReadPage {
  readonly page: Page<SourceRecord>;
  /** The records to compare: all of the page, or those that moved onto it since it was read. */
  readonly sources: readonly SourceRecord[];
  readonly mappings: ReadonlyMap<number, Mapping>;
  /** Records OutSmart holds whose ids lie in the range of this page, but which are not on it. */
  readonly absent: readonly number[];
  /** How many records of the range OutSmart holds because of us. */
  readonly known: number;
  readonly order: Run['order'];
  readonly lastId: number;
  /** Ids of all records of the page, the unreadable ones too. */
  readonly ids: readonly number[];
  /** When the read began, epoch milliseconds. */
  readonly readAt: number;
}

/**
 * Reads the next page of a run and our mappings of the same range of ids.
 *
 * easybill documents no order of its lists, but pages in ascending order of ids let one query a page find both the
 * mappings and the absent records. In any other order the ids seen are kept, and what is absent shows at the end.
 */
export async function readRunPage(
  session: ImportSession,
  list: (page: number) => Promise<Page<SourceRecord>>,
  run: Run,
): Promise<ReadPage> {
  const readAt = session.now();
  const page = await list(run.page);
  const sources = run.reread ? page.items.filter(({ id }) => id > run.lastId) : page.items;
  const ids = [...sources.map(({ id }) => id), ...page.unreadable.flatMap(({ id }) => id ?? [])];
  const ordered = run.order === 'ascending' && isAscendingFrom(run.lastId, sources);
  const lastId = ids.reduce((highest, id) => Math.max(highest, id), run.lastId);
  const isLast = page.page >= page.pages;
  const mappings = await session.mappings.range(
    ordered ? run.lastId + 1 : ids.reduce((lowest, id) => Math.min(lowest, id), MAX_ID),
    ordered && isLast ? MAX_ID : lastId,
  );
  const held = [...mappings.values()].filter(isOurs(session)).map(({ easybillId }) => easybillId);
  const listed = new Set(ids);
  const absent = ordered ? held.filter((id) => !listed.has(id)) : [];
  const order = ordered ? 'ascending' : run.page === 1 ? 'none' : run.order === 'none' ? 'none' : 'lost';
  return { page, sources, mappings, absent, known: held.length, order, lastId, ids, readAt };
}

/**
 * Records OutSmart holds that a run in no order of ids has not seen on any page. Reads all mappings once more.
 *
 * @param lastIds ids of the last page, which is not kept
 */
export async function absentFromAllPages(
  session: ImportSession,
  notes: RunNotes,
  runId: string,
  lastIds: readonly number[],
): Promise<{ absent: number[]; known: number }> {
  const seen = await notes.seen(session.connectionId, runId);
  for (const id of lastIds) seen.add(id);
  const held = [...(await session.mappings.range(1, MAX_ID)).values()].filter(isOurs(session));
  return {
    absent: held.map(({ easybillId }) => easybillId).filter((id) => !seen.has(id)),
    known: held.length,
  };
}

/** Logs records that easybill returned in an unexpected form; the others of the page go on. */
export async function noteUnreadable(
  session: ImportSession,
  { page, mappings }: Pick<ReadPage, 'page' | 'mappings'>,
  parentId?: number,
): Promise<void> {
  const problems = page.unreadable.map(({ id, fields }) => ({
    easybillId: id,
    activity: { code: 'recordUnreadable', params: { fields: fields.join(', ') } } as const,
  }));
  await noteProblems(
    session,
    problems.flatMap(({ easybillId, activity }) =>
      easybillId === undefined
        ? []
        : [{ easybillId, parentId, previous: mappings.get(easybillId), activity }],
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

/** Whether OutSmart offers a record because of us, and the user still imports what it is. */
function isOurs({ declaration: { entity, sides } }: ImportSession): (mapping: Mapping) => boolean {
  return (mapping) => isHeld(mapping) && (!sides || sides.includes(sideOf(mapping, entity)));
}
