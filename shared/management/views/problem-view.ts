import * as z from 'zod';
import { LEVEL_OF } from '../../activity/activity-codes.ts';
import { renderActivity } from '../../activity/activity-texts.ts';
import type { Language } from '../../activity/texts/wording.ts';
import { namesOf } from '../../exports/ledger/entry-names.ts';
import type { OpenProblem } from '../../exports/ledger/open-problems.ts';
import type { Failure } from '../../imports/stores/failure-store.ts';
import { entitySchema } from '../../records/entity.ts';

const wording = { code: z.string(), text: z.string(), remedy: z.string().optional() };

/** What is not as it should be now, and what somebody has to do about it. */
export const problemView = z
  .object({
    kind: z.enum(['record', 'workOrder']).describe('A record of easybill, or a work order of OutSmart.'),
    level: z.enum(['info', 'warning', 'error']),
    since: z.iso.datetime().describe('Since when it is so, as far as known.'),
    entity: entitySchema.optional().describe('What the record is.'),
    easybillId: z.int().optional(),
    outsmartKey: z.string().optional(),
    workOrderId: z.string().optional().describe("OutSmart's row id."),
    orderNumber: z.string().optional().describe('What users call the work order.'),
    ...wording,
    others: z.array(z.object(wording)).optional().describe('What else has to be put right.'),
  })
  .meta({ id: 'OpenProblem' });
type ProblemView = z.output<typeof problemView>;

/** A record that is not in OutSmart as easybill has it. */
export function presentFailure(failure: Failure, language: Language): ProblemView {
  const { entity, easybillId, outsmartKey, since, code } = failure;
  const texts = renderActivity(code, { ...failure.params, easybillId, outsmartKey }, language);
  return { kind: 'record', level: LEVEL_OF[code], since, entity, easybillId, outsmartKey, code, ...texts };
}

/** A work order that has no invoice, or one that somebody has to look at. */
export function presentOrderProblem({ entry, since }: OpenProblem, language: Language): ProblemView {
  const { workOrderId, orderNumber, problem } = entry;
  const render = ({ code, params }: Pick<typeof problem, 'code' | 'params'>) => ({
    code,
    ...renderActivity(code, { ...namesOf(entry), ...params }, language),
  });
  return {
    kind: 'workOrder',
    level: LEVEL_OF[problem.code],
    since,
    workOrderId,
    orderNumber,
    ...render(problem),
    ...(problem.others && { others: problem.others.map(render) }),
  };
}
