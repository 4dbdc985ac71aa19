import * as z from 'zod';
import { listQuery, pageOf } from '../list-cursor.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';
import { presentFailure, presentOrderProblem, problemView } from '../views/problem-view.ts';

/** Work orders come first, then records: the kind, and where to go on in it. */
const cursorSchema = z
  .string()
  .regex(/^(workOrder|record)-([a-zA-Z]+-)?\d{0,18}$/, 'Not a cursor of this list.');

/** What is open now: the same as `openFailures` counts. */
export const listProblems = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/problems',
  operationId: 'listProblems',
  summary: 'List what is open now, with cause and remedy',
  description:
    'Work orders without an invoice, the latest first, then records that are not in OutSmart as easybill has them. ' +
    '`openFailures` of the connection counts the same. What is put right is gone from this list; the sync log keeps it.',
  pathParams: connectionPath,
  query: z.strictObject({
    ...listQuery,
    cursor: cursorSchema.optional().describe('Where to go on: the cursor of the page before.'),
    lang: z.enum(['de', 'en']).optional().describe("The connection's language if left out."),
  }),
  body: none,
  responses: { 200: { description: 'A page of what is open.', schema: pageOf(problemView) } },
  handle: async ({ params, query, services }) => {
    const { connectionId, settings } = await pathConnection(services, params);
    const { limit, lang = settings.language, cursor = 'workOrder-' } = query;
    const [kind, ...rest] = cursor.split('-');
    const from = rest.join('-') || undefined;
    const orders =
      kind === 'workOrder'
        ? await services.openProblems.list(services.ledger, connectionId, limit, from)
        : { items: [], cursor: undefined };
    const items = orders.items.map((problem) => presentOrderProblem(problem, lang));
    if (orders.cursor !== undefined)
      return { status: 200, body: { items, cursor: `workOrder-${orders.cursor}` } };
    if (items.length >= limit) return { status: 200, body: { items, cursor: 'record-' } };

    const records = await services.failures.list(
      connectionId,
      limit - items.length,
      kind === 'record' ? from?.replace('-', '#') : undefined,
    );
    items.push(...records.items.map((failure) => presentFailure(failure, lang)));
    const next = records.cursor?.replace('#', '-');
    return { status: 200, body: { items, cursor: next && `record-${next}` } };
  },
});
