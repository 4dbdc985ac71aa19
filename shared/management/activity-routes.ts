import * as z from 'zod';
import { renderActivity } from '../activity/activity-texts.ts';
import { parseQuery } from '../http/parse-request.ts';
import { json } from '../http/respond.ts';
import { entitySchema } from '../messages/import-message.ts';
import { listQuery } from './list-cursor.ts';
import { pathConnection } from './path-connection.ts';
import type { Route } from './routes.ts';

const querySchema = z.strictObject({
  ...listQuery,
  level: z.enum(['info', 'warning', 'error']).optional(),
  entity: entitySchema.optional(),
  since: z.iso
    .datetime({ offset: true, error: 'Must be an ISO 8601 time, such as 2026-01-31T00:00:00Z.' })
    .optional(),
  lang: z.enum(['de', 'en']).optional(),
});

/** `GET /connections/{connectionId}/activity`, newest first, in the language asked for or the connection's. */
export const listActivity: Route = async (request) => {
  const { event, services } = request;
  const { connectionId, settings } = await pathConnection(request);
  const { level, entity, since, limit, cursor, lang = settings.language } = parseQuery(querySchema, event);
  const filter = { level, entity, since: since === undefined ? undefined : Date.parse(since) };
  const page = await services.activity.list(connectionId, filter, limit, cursor);
  const items = page.items.map((entry) => ({
    ...entry,
    ...renderActivity(entry.code, { ...entry, ...entry.params, params: undefined }, lang),
  }));
  return json(200, { items, cursor: page.cursor });
};
