import { isHeld } from '../upsert/compare.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { mapSources } from '../upsert/map-sources.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { countPage, countUnfinished } from './page-counts.ts';
import { preview, previewAbsent } from './preview.ts';
import { listedIds, readChildren, USUAL_READ_MS, type ChildList, type ListOf } from './read-children.ts';
import { noteUnreadable } from './read-page.ts';
import { addEntityCounts, count } from '../../records/counts.ts';
import type { Step } from './step.ts';
import { withCounts, type Run } from '../stores/run.ts';
import type { RunStore } from '../stores/run-store.ts';
import { upsert } from '../upsert/upsert.ts';
import { afterPages, keepCandidates } from './withdraw-step.ts';

/**
 * So many parents are read, and the mappings of their records with one query. Queries are rounded up to 4 KB: as many
 * as fit into that, and as a step gets through on the larger plan.
 */
const PARENTS_AT_ONCE = 34;
/** The share of the budget that is taken while other runs are under way. */
const SHARE_BESIDE_OTHERS = 0.2;
const MAX_ID = Number.MAX_SAFE_INTEGER;

/**
 * Goes through our mappings of the parents, newest first, and reads the list of each: easybill lists contact persons
 * by customer only. As far as the budget goes; the parent read last is the cursor, so that it goes on anywhere. While
 * other runs are under way it takes a fifth of the budget at most, however early its steps end.
 */
export async function importByParents(
  session: ImportSession,
  runs: RunStore,
  run: Run,
  list: ListOf,
): Promise<Step> {
  const others = await otherRuns(session, runs, run);
  const shareOfCalls = session.callsPerMinute * SHARE_BESIDE_OTHERS;
  const budget = others.isAny ? Math.max(1, Math.floor(shareOfCalls)) : MAX_ID;
  let state: Run = {
    ...run,
    pages: run.pages ?? others.parents,
    callsPerMinute: others.isAny ? shareOfCalls : undefined,
  };
  const before = session.calls();
  const paced = (): Step =>
    others.isAny
      ? { run: state, waitSeconds: (60 * (session.calls() - before)) / shareOfCalls }
      : { run: state };
  const batchMs = (PARENTS_AT_ONCE * 60_000) / session.callsPerMinute;
  // A batch that ends early leaves mappings read for nothing, so that a second one is begun only when it fits in.
  for (let neededMs = USUAL_READ_MS; ; neededMs = batchMs) {
    const left = budget - (session.calls() - before);
    if (left <= 0 || !session.hasTime(neededMs)) return paced();
    if (left < budget && (await session.shouldYield())) return paced();
    const count = Math.min(PARENTS_AT_ONCE, left);
    const parents = (await session.parents?.before(state.lastId || MAX_ID, count)) ?? [];
    const step = await importChildren(session, runs, state, list, parents);
    state = step.run;
    if (step.failure || step.isStuck) return { run: state, failure: step.failure };
    const isCutShort = parents.length > 0 && state.lastId !== parents.at(-1)?.easybillId;
    if (isCutShort) return paced();
    if (parents.length < count) return { run: afterPages({ ...state, pages: state.page - 1 }) };
  }
}

async function importChildren(
  session: ImportSession,
  { notes }: RunStore,
  run: Run,
  list: ListOf,
  parents: readonly Mapping[],
): Promise<Step & { readonly isStuck: boolean }> {
  const { lists, lastId, failure } = await readChildren(session, list, run.lastId, parents);
  if (lists.length === 0) return { run: { ...run, lastId }, failure, isStuck: false };
  const ids = lists.map(({ parent }) => parent.easybillId);
  const mappings = await session.mappings.range(ids.at(-1) ?? 0, ids[0] ?? 0);
  const known = new Map(lists.map(({ parent }) => [parent.easybillId, parent]));
  const sources = lists.flatMap(({ pages }) => pages.flatMap(({ items }) => items));
  const { items } = await mapSources(session, sources, known);
  const isNew = run.isFirst && items.some(({ easybillId }) => !isHeld(mappings.get(easybillId)));
  const needsStored = run.dryRun || run.verify || isNew;
  const stored = needsStored ? await session.declaration.listStored() : undefined;

  const listed = new Set(listedIds(lists));
  const held = [...mappings.values()].filter((one) => isHeld(one) && known.has(one.parentId ?? 0));
  const absent = held.map(({ easybillId }) => easybillId).filter((id) => !listed.has(id));
  const moved = { ...run, lastId, page: run.page + lists.length, known: run.known + held.length };
  if (run.dryRun && stored) {
    const { entity } = session.declaration;
    const { counts, rows } = await preview(session, items, mappings, stored);
    await session.reports.put(session.connectionId, run.runId, run.page, [
      ...rows,
      ...previewAbsent(entity, absent, mappings),
    ]);
    const withdrawn = count(counts, entity, { withdrawn: absent.length });
    const counted = withCounts(moved, addEntityCounts(run.countsByEntity, withdrawn));
    return { run: counted, failure, isStuck: false };
  }
  const result = await upsert(session, items, mappings, { stored, verify: run.verify });
  if (result.unfinished) {
    const unfinished = countUnfinished(run, result.counts);
    return { run: unfinished, failure: result.unfinished.failure, isStuck: true };
  }
  const unreadable = await noteAllUnreadable(session, lists, mappings);
  const candidates = [...absent, ...result.outOfScope];
  await keepCandidates(session, notes, run, candidates);
  const after: Run = {
    ...countPage(moved, result, unreadable),
    candidates: run.candidates + candidates.length,
  };
  return { run: after, failure, isStuck: false };
}

async function noteAllUnreadable(
  session: ImportSession,
  lists: readonly ChildList[],
  mappings: ReadonlyMap<number, Mapping>,
): Promise<number> {
  let count = 0;
  for (const { parent, pages } of lists) {
    for (const page of pages) {
      await noteUnreadable(session, { page, mappings }, parent.easybillId);
      count += page.unreadable.length;
    }
  }
  return count;
}

/** Whether other runs of the connection are under way, and how many parents the last run of theirs has found. */
async function otherRuns(
  { connectionId, declaration, entityStates }: ImportSession,
  runs: RunStore,
  run: Run,
): Promise<{ isAny: boolean; parents: number | undefined }> {
  const states = await entityStates.list(connectionId);
  const isAny = states.some(({ activeRunId }) => activeRunId !== undefined && activeRunId !== run.runId);
  if (run.pages !== undefined) return { isAny, parents: run.pages };
  const lastRunId = states.find(({ entity }) => entity === declaration.parent?.entity)?.lastRunId;
  const last = lastRunId === undefined ? undefined : await runs.get(connectionId, lastRunId);
  if (!last) return { isAny, parents: undefined };
  const { created, updated, unchanged } = last.counts;
  return { isAny, parents: created + updated + unchanged };
}
