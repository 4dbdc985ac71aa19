import { isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import { absentFromAllPages, noteUnreadable, readRunPage } from './read-page.ts';
import { addCounts, type Run } from './run.ts';
import type { RunStore } from './run-store.ts';
import { syncRecord } from './sync-record.ts';
import { addProblems, upsert } from './upsert.ts';

/** More candidates than this, and more than this part of all known records, and a run asks before it withdraws. */
const BRAKE_COUNT = 20;
const BRAKE_PART = 0.1;

/** So many candidates are kept in one item. */
const CANDIDATES_PER_ITEM = 1_000;

/** Where a run stands after a step; `failure` is why it did not get as far as it could have. */
export interface Step {
  readonly run: Run;
  readonly failure?: Error | undefined;
}

/**
 * Takes the next step of a run: one page of the list, the look at the account, or some of the records that may be
 * gone. A step needs no more than one easybill call to get on, so that a tight budget cannot keep a run in place.
 */
export async function takeStep<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  switch (run.phase) {
    case 'pages':
      return importPage(session, runs, run);
    case 'account':
      return checkAccount(session, run);
    case 'withdrawals':
      return confirmCandidates(session, runs, run);
  }
}

async function importPage<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  const read = await readRunPage(session, run);
  const { page } = read;
  if (run.order === 'ascending' && !run.reread && run.page > 1 && page.total < (run.total ?? 0)) {
    // A record deleted meanwhile moved all later ones forward: some of them now stand on the page before.
    return { run: { ...run, page: run.page - 1, total: page.total, shifted: true, reread: true } };
  }
  const stored = run.verify ? await session.declaration.listStored() : undefined;
  const result = await upsert(session, read.sources, read.mappings, { stored });
  if (result.unfinished) {
    const { created, updated } = result.counts;
    return {
      run: {
        ...run,
        counts: {
          ...run.counts,
          created: run.counts.created + created,
          updated: run.counts.updated + updated,
        },
        writtenOfPage: run.writtenOfPage + created + updated,
      },
      failure: result.unfinished.failure,
    };
  }
  // A page that is read again has told its unreadable records before.
  const unreadable = run.reread ? 0 : page.unreadable.length;
  if (!run.reread) await noteUnreadable(session, read);

  const isLast = page.page >= page.pages;
  const writtenBefore = Math.min(run.writtenOfPage, result.counts.unchanged);
  const notMetAgain = run.writtenOfPage - writtenBefore;
  const after: Run = {
    ...run,
    pages: page.pages,
    total: page.total,
    lastId: read.lastId,
    order: read.order,
    reread: false,
    shifted: run.shifted || page.total < (run.total ?? 0),
    isLeft: run.isLeft || result.left.isLeft,
    counts: addCounts(run.counts, {
      ...result.counts,
      seen: result.counts.seen + unreadable,
      failed: result.counts.failed + unreadable,
      unchanged: result.counts.unchanged - writtenBefore,
      // What was written and changed in between is written twice, and counted once.
      updated: run.reread
        ? result.counts.updated
        : Math.max(result.counts.updated - notMetAgain, -run.counts.updated),
    }),
    writtenOfPage: run.reread ? notMetAgain : 0,
    problems: addProblems(run.problems, {
      ...result.problems,
      ...(unreadable > 0 && { recordUnreadable: unreadable }),
    }),
    known: run.known + read.known,
  };
  if (read.order === 'none' && !isLast) {
    await runs.putSeen(session.connectionId, run.runId, run.page, read.ids);
  }
  const absence =
    read.order === 'none' && isLast && !after.shifted
      ? await absentFromAllPages(session, runs, run.runId, read.ids)
      : { absent: read.absent, known: after.known };
  const candidates = [...absence.absent, ...result.outOfScope];
  await keepCandidates(session, runs, run, candidates);
  const withCandidates = { ...after, known: absence.known, candidates: run.candidates + candidates.length };
  if (!isLast) return { run: { ...withCandidates, page: run.page + 1 } };
  return {
    run:
      withCandidates.candidates === 0
        ? { ...withCandidates, state: 'complete' }
        : { ...withCandidates, phase: 'account' },
  };
}

async function keepCandidates<Source extends { readonly id: number }, Target extends object>(
  { connectionId }: ImportSession<Source, Target>,
  runs: RunStore,
  { runId, page }: Run,
  candidates: readonly number[],
): Promise<void> {
  for (let start = 0; start < candidates.length; start += CANDIDATES_PER_ITEM) {
    const item = page + start / CANDIDATES_PER_ITEM;
    await runs.putCandidates(connectionId, runId, item, candidates.slice(start, start + CANDIDATES_PER_ITEM));
  }
}

/** Asks first when suspiciously much is gone, and withdraws nothing at all when the key is another account's. */
async function checkAccount<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  run: Run,
): Promise<Step> {
  const { candidates, known, confirmed } = run;
  if (!confirmed && candidates > BRAKE_COUNT && candidates > known * BRAKE_PART) {
    return { run: { ...run, state: 'braked' } };
  }
  if (await session.isOwnAccount()) return { run: { ...run, phase: 'withdrawals' } };
  await session.activity.add(session.connectionId, [
    { code: 'otherEasybillAccount', entity: run.entity, runId: run.runId },
  ]);
  return { run: { ...run, state: 'failed' } };
}

/** Reads each record again that may be gone, and withdraws what is. */
async function confirmCandidates<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  const batch = await runs.nextCandidates(session.connectionId, run.runId);
  if (!batch) return { run: { ...run, state: 'complete' } };

  let { counts, problems } = run;
  const left = [...batch.ids];
  let failure: Error | undefined;
  for (let id = left[0]; id !== undefined && session.hasTime(); id = left[0]) {
    try {
      const mapping = await session.mappings.get(id);
      const result = isHeld(mapping) ? await syncRecord(session, id, mapping) : undefined;
      if (result?.unfinished) {
        ({ failure } = result.unfinished);
        break;
      }
      if (result) {
        counts = addCounts(counts, result.counts);
        problems = addProblems(problems, result.problems);
      }
      left.shift();
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      break;
    }
  }
  await runs.keepCandidates(session.connectionId, batch, left);
  return { run: { ...run, counts, problems }, failure };
}
