import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import { ROUTES } from '../../../shared/management/routes.ts';
import { anyOfSchema } from '../../support/any-of-schema.ts';
import { propertyRuns } from '../../support/depth.ts';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';
import { ApiWorld, EASYBILL_KEY, OUTSMART_TOKEN, SOFTWARE_TOKEN, START } from './api-world.ts';

jest.setTimeout(60_000);

let world: ApiWorld;
beforeAll(async () => {
  world = await ApiWorld.start();
});
afterAll(() => world.stop());

/** Keys that both vendors accept, so that the rest of a request is looked at. */
const rightKeys = (body: any): any =>
  typeof body !== 'object' || body === null || !('plan' in body) || !('easybill' in body)
    ? body
    : {
        ...body,
        easybill: { apiKey: EASYBILL_KEY },
        outsmart: { token: OUTSMART_TOKEN, softwareToken: SOFTWARE_TOKEN },
      };

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (key, route) => {
    it('answers whatever passes its schemas, and never with 500', async () => {
      const params = fc.record(
        Object.fromEntries(
          Object.entries(route.pathParams).map(([name, schema]) => [name, anyOfSchema(schema)]),
        ),
      );
      const query = anyOfSchema(route.query).map((values) =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
      );
      await fc.assert(
        fc.asyncProperty(params, query, anyOfSchema(route.body), async (params, query, body) => {
          const connectionId = await world.connected({
            settings: { exports: { enabled: true }, imports: { employees: { enabled: true } } },
          });
          if ('workOrderId' in params) {
            const workOrderId = String(params.workOrderId).trim();
            if (/^[1-9]\d{0,17}$/.test(workOrderId)) {
              await world.services.ledger.open(ledgerEntry({ connectionId, workOrderId }));
            }
          }
          const named = { ...params, ...('connectionId' in route.pathParams && { connectionId }) };
          const { status, body: answer } = await world.call(key, named, rightKeys(body), query);

          expect({ status: status >= 500 && status !== 503 ? status : 'fine', answer }).toEqual({
            status: 'fine',
            answer: expect.anything(),
          });
          // What it answers is what it says it answers, and can be read again.
          const described = route.responses[status]?.schema ?? z.object({ title: z.string() });
          expect(z.safeParse(described, answer).error?.issues ?? []).toEqual([]);
          expect(await world.services.connections.get(connectionId)).toBeDefined();
          world.now = Math.max(world.now, START) + 1;
        }),
        propertyRuns(200, 12),
      );
    });
  },
);
