import * as z from 'zod';
import { LEVEL_OF } from '../../activity/activity-codes.ts';
import { renderActivity } from '../../activity/activity-texts.ts';
import { entitySchema } from '../../records/entity.ts';
import { listQuery, pageOf } from '../list-cursor.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';

const levelSchema = z.enum(['info', 'warning', 'error']);

const activityView = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    level: levelSchema,
    code: z.string().describe(`One of: ${Object.keys(LEVEL_OF).join(', ')}. More may come.`),
    entity: entitySchema.optional(),
    easybillId: z.int().optional(),
    outsmartKey: z.string().optional(),
    workOrderId: z.string().optional(),
    runId: z.string().optional(),
    params: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe('What the text is made of, for programs.'),
    text: z.string().describe('What happened, in the language asked for.'),
    remedy: z.string().optional().describe('What can be done about it.'),
  })
  .meta({ id: 'Activity' });

/** The sync log, newest first, in the language asked for or the connection's. */
export const listActivity = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/activity',
  operationId: 'listActivity',
  summary: 'Read the sync log, newest first',
  pathParams: connectionPath,
  query: z.strictObject({
    ...listQuery,
    level: levelSchema.optional(),
    entity: entitySchema.optional(),
    since: z.iso
      .datetime({ offset: true, error: 'Must be an ISO 8601 time, such as 2026-01-31T00:00:00Z.' })
      .optional()
      .describe('Only entries at or after this time.'),
    lang: z.enum(['de', 'en']).optional().describe("The connection's language if left out."),
  }),
  body: none,
  responses: { 200: { description: 'A page of the log.', schema: pageOf(activityView) } },
  handle: async ({ params, query, services }) => {
    const { connectionId, settings } = await pathConnection(services, params);
    const { level, entity, since, limit, cursor, lang = settings.language } = query;
    const filter = { level, entity, since: since === undefined ? undefined : Date.parse(since) };
    const page = await services.activity.list(connectionId, filter, limit, cursor);
    const items = page.items.map((entry) => ({
      ...entry,
      ...renderActivity(entry.code, { ...entry, ...entry.params, params: undefined }, lang),
    }));
    return { status: 200, body: { items, cursor: page.cursor } };
  },
});
