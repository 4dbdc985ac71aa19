import { addCounts, addProblems, type RunCounts } from '../../records/counts.ts';
import type { Run } from '../stores/run.ts';
import type { UpsertResult } from '../upsert/upsert-result.ts';

/** A run whose page could not be finished: what was written of it is counted now, and not again when it is begun again. */
export function countUnfinished(run: Run, { created, updated }: RunCounts): Run {
  return {
    ...run,
    counts: {
      ...run.counts,
      created: run.counts.created + created,
      updated: run.counts.updated + updated,
    },
    writtenOfPage: run.writtenOfPage + created + updated,
  };
}

/**
 * The counts of a run after a finished page.
 *
 * @param seen records of the page, whoever writes them
 * @param unreadable records that easybill returned in an unexpected form
 */
export function countPage(
  run: Run,
  { counts, problems, left }: Pick<UpsertResult, 'counts' | 'problems' | 'left'>,
  seen: number,
  unreadable: number,
): Pick<Run, 'counts' | 'problems' | 'writtenOfPage' | 'isLeft'> {
  const writtenBefore = Math.min(run.writtenOfPage, counts.unchanged);
  const notMetAgain = run.writtenOfPage - writtenBefore;
  return {
    counts: addCounts(run.counts, {
      ...counts,
      seen: seen + unreadable,
      failed: counts.failed + unreadable,
      unchanged: counts.unchanged - writtenBefore,
      // What was written and changed in between is written twice, and counted once.
      updated: run.reread ? counts.updated : Math.max(counts.updated - notMetAgain, -run.counts.updated),
    }),
    writtenOfPage: run.reread ? notMetAgain : 0,
    problems: addProblems(run.problems, {
      ...problems,
      ...(unreadable > 0 && { recordUnreadable: unreadable }),
    }),
    isLeft: run.isLeft || left.isLeft,
  };
}
