import { isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import { noteUnreadable, readRunPage } from './read-page.ts';
import type { Run } from './run.ts';
import { addCounts } from './run.ts';
import type { RunStore } from './run-store.ts';
import { syncRecord } from './sync-record.ts';
import { addProblems, upsert } from './upsert.ts';

/** More candidates than this, and more than this part of all known records, and a run asks before it withdraws. */
const BRAKE_COUNT = 20;
const BRAKE_PART = 0.1;

/** Where a run stands after a step; `failure` is why it did not get as far as it could have. */
export interface Step {
  readonly run: Run;
  readonly failure?: Error | undefined;
}

/** Takes the next step of a run: one page of the list, or some of the records that may be gone. */
export async function takeStep<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  return run.phase === 'pages' ? importPage(session, runs, run) : confirmCandidates(session, runs, run);
}

async function importPage<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  const read = await readRunPage(session, run);
  const { page } = read;
  const result = await upsert(session, read.sources, read.mappings);
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
  await noteUnreadable(session, read);
  const candidates = [...read.absent, ...result.outOfScope];
  if (candidates.length > 0) await runs.putCandidates(session.connectionId, run.runId, run.page, candidates);

  const unreadable = page.unreadable.length;
  const counts = addCounts(run.counts, {
    ...result.counts,
    seen: result.counts.seen + unreadable,
    failed: result.counts.failed + unreadable,
    unchanged: result.counts.unchanged - run.writtenOfPage,
  });
  return {
    run: {
      ...run,
      ...(page.page >= page.pages ? { phase: 'withdrawals' } : { page: run.page + 1 }),
      pages: page.pages,
      total: page.total,
      lastId: read.lastId,
      ordered: read.ordered,
      counts,
      writtenOfPage: 0,
      problems: addProblems(run.problems, {
        ...result.problems,
        ...(unreadable > 0 && { recordUnreadable: unreadable }),
      }),
      known: run.known + read.known,
      candidates: run.candidates + candidates.length,
    },
  };
}

/** Reads each record again that may be gone, and withdraws what is. Asks first when it is suspiciously much. */
async function confirmCandidates<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  runs: RunStore,
  run: Run,
): Promise<Step> {
  const { candidates, known, confirmed } = run;
  if (!confirmed && candidates > BRAKE_COUNT && candidates > known * BRAKE_PART) {
    return { run: { ...run, state: 'braked' } };
  }
  const batch = await runs.nextCandidates(session.connectionId, run.runId);
  if (!batch) return { run: { ...run, state: 'complete' } };
  if (!(await session.isOwnAccount())) {
    await session.activity.add(session.connectionId, [
      { code: 'otherEasybillAccount', entity: run.entity, runId: run.runId },
    ]);
    return { run: { ...run, state: 'failed' } };
  }

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
