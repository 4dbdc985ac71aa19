import * as z from 'zod';
import { CALLS_PER_MINUTE, type Connection } from '../../connections/connection.ts';
import { runSchema, type Run } from '../../imports/stores/run.ts';

const { runId, entity, state, trigger, verify, dryRun, page, pages, counts, countsByEntity } =
  runSchema.shape;
const { problems, calls, candidates } = runSchema.shape;

/** A run as the back office sees it. */
export const runView = z
  .object({
    runId,
    entity,
    state,
    trigger,
    verify,
    dryRun: dryRun.describe('Whether it only reports what it would do.'),
    page: page.describe('The page of the easybill list that is read next; of contact persons, the customer.'),
    pages: pages.describe('How many there are, once that is known.'),
    counts: counts.describe('What became of the records; each one seen is in exactly one of the others.'),
    countsByEntity: countsByEntity.describe(
      'The same for each entity of the list: positions are products and hour types.',
    ),
    problems: problems.describe('How many records were left out or failed, by the code of their activity.'),
    calls: calls.describe('easybill calls made for this run.'),
    candidates: candidates.optional().describe('Of a braked run: how many records it would withdraw.'),
    startedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    secondsLeft: z.int().nonnegative().optional().describe('Estimate while the list is being read.'),
  })
  .meta({ id: 'Import' });
type RunView = z.output<typeof runView>;

/** Shows a run to the back office. */
export function presentRun(run: Run, { plan, settings }: Connection): RunView {
  const { state, page, pages, candidates } = run;
  const pagesLeft = run.phase === 'pages' && pages !== undefined ? Math.max(0, pages - page + 1) : undefined;
  const { callsPerMinute = CALLS_PER_MINUTE[plan] * settings.budgetShare } = run;
  const isUnderWay = state === 'queued' || state === 'running' || state === 'waiting';
  return {
    runId: run.runId,
    entity: run.entity,
    state,
    trigger: run.trigger,
    verify: run.verify,
    dryRun: run.dryRun,
    page,
    pages,
    counts: run.counts,
    countsByEntity: run.countsByEntity,
    problems: run.problems,
    calls: run.calls,
    ...(state === 'braked' && { candidates }),
    startedAt: run.startedAt,
    updatedAt: run.updatedAt,
    finishedAt: run.finishedAt,
    // Each page is one call, and bulk work is paced at one call per 60/N seconds.
    ...(isUnderWay &&
      pagesLeft !== undefined && { secondsLeft: Math.ceil((pagesLeft * 60) / callsPerMinute) }),
  };
}
