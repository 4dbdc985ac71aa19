import { isHeld } from '../upsert/compare.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { addEntityCounts, addProblems } from '../../records/counts.ts';
import type { RunNotes } from '../stores/run-notes.ts';
import type { Step } from './step.ts';
import { withCounts, type Run } from '../stores/run.ts';
import { syncRecord } from '../upsert/sync-record.ts';

/** More candidates than this, and more than this part of all known records, and a run asks before it withdraws. */
const BRAKE_COUNT = 20;
const BRAKE_PART = 0.1;

/** So many candidates are kept in one item. */
const CANDIDATES_PER_ITEM = 1_000;

/** Keeps records that may be gone until all pages are read. */
export async function keepCandidates(
  { connectionId }: ImportSession,
  notes: RunNotes,
  { runId, page }: Run,
  candidates: readonly number[],
): Promise<void> {
  for (let start = 0; start < candidates.length; start += CANDIDATES_PER_ITEM) {
    const item = page + start / CANDIDATES_PER_ITEM;
    await notes.putCandidates(
      connectionId,
      runId,
      item,
      candidates.slice(start, start + CANDIDATES_PER_ITEM),
    );
  }
}

/** What follows when all pages are read. */
export function afterPages(run: Run): Run {
  return run.candidates === 0 ? { ...run, state: 'complete' } : { ...run, phase: 'account' };
}

/** Asks first when suspiciously much is gone, and withdraws nothing at all when the key is another account's. */
export async function checkAccount(session: ImportSession, run: Run): Promise<Step> {
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
export async function confirmCandidates(session: ImportSession, notes: RunNotes, run: Run): Promise<Step> {
  const batch = await notes.nextCandidates(session.connectionId, run.runId);
  if (!batch) return { run: { ...run, state: 'complete' } };

  let { countsByEntity, problems } = run;
  const left = [...batch.ids];
  let failure: Error | undefined;
  for (let id = left[0]; id !== undefined && session.hasTime(); id = left[0]) {
    // One record at least, or a run would never end where hints come in all the time.
    if (left.length < batch.ids.length && (await session.shouldYield())) break;
    try {
      const mapping = await session.mappings.get(id);
      const result = isHeld(mapping) ? await syncRecord(session, id, mapping) : undefined;
      if (result?.unfinished) {
        ({ failure } = result.unfinished);
        break;
      }
      if (result) {
        countsByEntity = addEntityCounts(countsByEntity, result.counts);
        problems = addProblems(problems, result.problems);
      }
      left.shift();
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      break;
    }
  }
  await notes.keepCandidates(session.connectionId, batch, left);
  return { run: withCounts({ ...run, problems }, countsByEntity), failure };
}
