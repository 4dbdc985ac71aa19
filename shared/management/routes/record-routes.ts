import * as z from 'zod';
import { importsEntity } from '../../connections/settings/settings.ts';
import { conflict, invalid } from '../../http/problem.ts';
import { entitySchema } from '../../records/entity.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';

/** Syncs one record by hand, through the same path as a webhook. */
export const syncRecord = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/records/{entity}/{easybillId}/sync',
  operationId: 'syncRecord',
  summary: 'Sync one record now',
  pathParams: {
    ...connectionPath,
    entity: entitySchema.describe('What the record is.'),
    easybillId: z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .transform(Number)
      .describe('Id of the record at easybill.'),
  },
  query: none,
  body: none,
  responses: {
    202: {
      description: 'It is read again soon and written if it differs; the sync log says what became of it.',
      schema: z.object({ entity: entitySchema, easybillId: z.int().positive() }),
    },
  },
  problems: {
    409: 'The connection is not active.',
    422: 'The entity is switched off in the settings.',
  },
  handle: async ({ params, services }) => {
    const { entity, easybillId } = params;
    const { connectionId, status, settings } = await pathConnection(services, params);
    if (status !== 'active') {
      throw conflict(`The connection is ${status}. Syncing a record needs an active connection.`);
    }
    if (!importsEntity(settings, entity)) {
      throw invalid([{ field: 'entity', message: `Records of this kind (${entity}) are not imported.` }]);
    }
    await services.send({
      type: 'record',
      connectionId,
      // Whether a position is an hour type shows when it is read: either worker writes both.
      entity,
      easybillId,
      source: 'manual',
      firstQueuedAt: services.now(),
      hops: 0,
    });
    return { status: 202, body: { entity, easybillId } };
  },
});
