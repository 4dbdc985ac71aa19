import type { Page } from '../easybill/index.ts';
import { isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import { mapSources } from './map-sources.ts';
import type { Mapping } from './mapping-store.ts';
import { noteUnreadable } from './read-page.ts';
import { addCounts, addProblems } from './run-counts.ts';
import type { Step } from './run-step.ts';
import type { Run } from './run.ts';
import type { RunStore } from './run-store.ts';
import { upsert } from './upsert.ts';
import { afterPages, keepCandidates } from './withdraw-step.ts';

/** So many parents are read, and their records written, before it is looked where the run stands. */
const PARENTS_AT_ONCE = 25;
/** The share of the budget that is taken while other runs are under way. */
const SHARE_BESIDE_OTHERS = 0.2;
const MAX_ID = Number.MAX_SAFE_INTEGER;

/** The records of one parent. */
interface Family<Source> {
  readonly parent: Mapping;
  readonly pages: readonly Page<Source>[];
}

type List<Source> = (parentId: number, page: number) => Promise<Page<Source>>;

/**
 * Goes through our mappings of the parents, newest first, and reads the list of each: easybill lists contact persons
 * by customer only. As far as the budget goes; the parent read last is the cursor, so that it goes on anywhere. While
 * other runs are under way it takes a fifth of the budget at most.
 */
export async function importByParents<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
  list: List<Source>,
): Promise<Step> {
  const others = await otherRuns(session, runs, run);
  const budget = others.isAny ? Math.max(1, Math.floor(session.callsPerMinute * SHARE_BESIDE_OTHERS)) : MAX_ID;
  const waitSeconds = (60 * budget) / (session.callsPerMinute * SHARE_BESIDE_OTHERS);
  let state: Run = { ...run, pages: run.pages ?? others.parents };
  const before = session.calls();
  for (;;) {
    const left = budget - (session.calls() - before);
    if (left <= 0) return { run: state, waitSeconds };
    if (!session.hasTime()) return { run: state };
    const parents = (await session.parents?.before(state.lastId || MAX_ID, Math.min(PARENTS_AT_ONCE, left))) ?? [];
    if (parents.length === 0) return { run: afterPages({ ...state, pages: state.page - 1 }) };
    const step = await importFamilies(session, runs, state, list, parents);
    state = step.run;
    if (step.failure || step.isStuck) return { run: state, failure: step.failure };
  }
}

async function importFamilies<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  { notes }: RunStore,
  run: Run,
  list: List<Source>,
  parents: readonly Mapping[],
): Promise<Step & { readonly isStuck: boolean }> {
  const { families, lastId, failure } = await readFamilies(list, run.lastId, parents);
  if (families.length === 0) return { run: { ...run, lastId }, failure, isStuck: false };
  const ids = families.map(({ parent }) => parent.easybillId);
  const mappings = await session.mappings.range(ids.at(-1) ?? 0, ids[0] ?? 0);
  const known = new Map(families.map(({ parent }) => [parent.easybillId, parent]));
  const sources = families.flatMap(({ pages }) => pages.flatMap(({ items }) => items));
  const { items } = await mapSources(session, sources, known);
  const isNew = run.isFirst && items.some(({ easybillId }) => !isHeld(mappings.get(easybillId)));
  const stored = run.verify || isNew ? await session.declaration.listStored() : undefined;
  const result = await upsert(session, items, mappings, { stored, verify: run.verify });
  if (result.unfinished) return { run, failure: result.unfinished.failure, isStuck: true };

  let unreadable = 0;
  const listed = new Set(sources.map(({ id }) => id));
  for (const { parent, pages } of families) {
    for (const page of pages) {
      await noteUnreadable(session, { page, mappings }, parent.easybillId);
      for (const { id } of page.unreadable) if (id !== undefined) listed.add(id);
      unreadable += page.unreadable.length;
    }
  }
  const held = [...mappings.values()].filter((one) => isHeld(one) && known.has(one.parentId ?? 0));
  const absent = held.map(({ easybillId }) => easybillId).filter((id) => !listed.has(id));
  const candidates = [...absent, ...result.outOfScope];
  await keepCandidates(session, notes, run, candidates);
  const after: Run = {
    ...run,
    lastId,
    page: run.page + families.length,
    counts: addCounts(run.counts, {
      ...result.counts,
      seen: result.counts.seen + unreadable,
      failed: result.counts.failed + unreadable,
    }),
    problems: addProblems(run.problems, {
      ...result.problems,
      ...(unreadable > 0 && { recordUnreadable: unreadable }),
    }),
    known: run.known + held.length,
    candidates: run.candidates + candidates.length,
    isLeft: run.isLeft || result.left.isLeft,
  };
  return { run: after, failure, isStuck: false };
}

/** Reads the lists of parents until one fails; `lastId` is the last parent that is done with. */
async function readFamilies<Source>(
  list: List<Source>,
  before: number,
  parents: readonly Mapping[],
): Promise<{ families: Family<Source>[]; lastId: number; failure: Error | undefined }> {
  const families: Family<Source>[] = [];
  let lastId = before;
  for (const parent of parents) {
    try {
      // What OutSmart does not have has no contact persons there either.
      if (isHeld(parent)) families.push({ parent, pages: await readPages(list, parent.easybillId) });
    } catch (error) {
      return { families, lastId, failure: error instanceof Error ? error : new Error(String(error)) };
    }
    lastId = parent.easybillId;
  }
  return { families, lastId, failure: undefined };
}

async function readPages<Source>(list: List<Source>, parentId: number): Promise<Page<Source>[]> {
  const pages: Page<Source>[] = [];
  let last: Page<Source>;
  do {
    last = await list(parentId, pages.length + 1);
    pages.push(last);
  } while (last.page < last.pages);
  return pages;
}

/** Whether other runs of the connection are under way, and how many parents the last run of theirs has found. */
async function otherRuns<Source extends { readonly id: number }, Target extends object>(
  { connectionId, declaration, entityStates }: ImportSession<Source, Target>,
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
