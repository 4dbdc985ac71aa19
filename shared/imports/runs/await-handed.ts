import type { ImportSession } from '../upsert/import-session.ts';
import { addCounts, addProblems } from '../../records/counts.ts';
import type { RunNotes } from '../stores/run-notes.ts';
import type { Step } from './step.ts';
import type { Run } from '../stores/run.ts';
import { afterPages } from './withdraw-step.ts';

const WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 900;
/** Longer than the redeliveries of a message that meets a bug; what it carried is handed on by the next run. */
const PATIENCE_MS = 6 * 3_600_000;

/** Waits until the other worker has reported what became of all that was handed to it, and counts it. */
export async function awaitHanded(
  { connectionId, now }: ImportSession,
  notes: RunNotes,
  run: Run,
): Promise<Step> {
  const parts = await notes.handed(connectionId, run.runId);
  const { handedSince = now() } = run;
  if (parts.some(({ counts }) => counts === undefined)) {
    const waited = now() - handedSince;
    if (waited > PATIENCE_MS) return { run: { ...run, state: 'failed' } };
    // The longer it takes, the longer it is going to take.
    const waitSeconds = Math.min(LONGEST_WAIT_SECONDS, Math.max(WAIT_SECONDS, waited / 10_000));
    return { run, waitSeconds };
  }
  const counted = parts.reduce(
    (sum, { counts, problems }) => ({
      ...sum,
      counts: counts ? addCounts(sum.counts, counts) : sum.counts,
      problems: addProblems(sum.problems, problems),
    }),
    run,
  );
  return { run: afterPages(counted) };
}
