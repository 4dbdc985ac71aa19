import { addProblems, count, noCounts, type EntityCounts } from '../../records/counts.ts';
import { entitySchema } from '../../records/entity.ts';
import { withCounts, type Run } from '../stores/run.ts';
import type { UpsertResult } from '../upsert/upsert-result.ts';

/** A run whose page could not be finished: what was written of it is counted now, and not again when it is begun again. */
export function countUnfinished(run: Run, counts: EntityCounts): Run {
  let { countsByEntity, writtenOfPage } = run;
  for (const entity of entitySchema.options) {
    const { created, updated } = counts[entity] ?? noCounts();
    if (created + updated === 0) continue;
    countsByEntity = count(countsByEntity, entity, { created, updated });
    writtenOfPage = { ...writtenOfPage, [entity]: (writtenOfPage[entity] ?? 0) + created + updated };
  }
  return withCounts({ ...run, writtenOfPage }, countsByEntity);
}

/**
 * The run after a finished page, as far as counting goes.
 *
 * @param unreadable records that easybill returned in an unexpected form
 */
export function countPage(
  run: Run,
  { counts, problems, left }: Pick<UpsertResult, 'counts' | 'problems' | 'left'>,
  unreadable: number,
): Run {
  let { countsByEntity } = run;
  const writtenOfPage: Run['writtenOfPage'] = {};
  for (const entity of entitySchema.options) {
    const written = run.writtenOfPage[entity] ?? 0;
    if (!counts[entity] && written === 0) continue;
    const page = counts[entity] ?? noCounts();
    const writtenBefore = Math.min(written, page.unchanged);
    const notMetAgain = written - writtenBefore;
    const updatedBefore = countsByEntity[entity]?.updated ?? 0;
    countsByEntity = count(countsByEntity, entity, {
      ...page,
      unchanged: page.unchanged - writtenBefore,
      // What was written and changed in between is written twice, and counted once.
      updated: run.reread ? page.updated : Math.max(page.updated - notMetAgain, -updatedBefore),
    });
    if (run.reread) writtenOfPage[entity] = notMetAgain;
  }
  if (unreadable > 0) {
    countsByEntity = count(countsByEntity, run.entity, { seen: unreadable, failed: unreadable });
  }
  const pageProblems = { ...problems, ...(unreadable > 0 && { recordUnreadable: unreadable }) };
  return withCounts(
    {
      ...run,
      writtenOfPage,
      problems: addProblems(run.problems, pageProblems),
      isLeft: run.isLeft || left.isLeft,
    },
    countsByEntity,
  );
}
