import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';
import { ApiWorld } from './api-world.ts';

const EXPORTS = '/connections/{connectionId}/exports';

let world: ApiWorld;
let connectionId: string;

beforeAll(async () => {
  world = await ApiWorld.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.now += 1_000;
  world.sent.length = 0;
  connectionId = await world.connected({ settings: { exports: { enabled: true } } });
  await order('700123', 'WO-2026-0815');
  await order('700124', '700125');
  await order('700125', 'WO-2026-0817');
});

async function order(workOrderId: string, orderNumber: string): Promise<void> {
  await world.services.ledger.open(
    ledgerEntry({ connectionId, workOrderId, orderNumber, state: 'failed', dueAt: undefined }),
  );
}

const start = (body: object) => world.call(`POST ${EXPORTS}`, { connectionId }, body);
const read = (workOrderId: string) =>
  world.call(`GET ${EXPORTS}/{workOrderId}`, { connectionId, workOrderId });

describe('a work order', () => {
  it.each(['700123', 'WO-2026-0815'])('is read by its row id or number: %s', async (name) => {
    expect(await read(name)).toMatchObject({ status: 200, body: { workOrderId: '700123' } });
  });

  it.each(['700999', 'WO-1', 'wo/2026'])('is not found by what names none: %s', async (name) => {
    expect(await read(name)).toMatchObject({ status: 404 });
  });

  it.each(['dryRun', 'queued'])(
    'is exported by either, and the answer says what was found (%s)',
    async (kind) => {
      const names = ['WO-2026-0815', '700123', '700999', 'WO-9'];
      const { status, body } = await start({ workOrderIds: names, dryRun: kind === 'dryRun' });

      expect(status).toBe(202);
      expect(body).toMatchObject({
        queued: [{ workOrderId: '700123', orderNumber: 'WO-2026-0815' }, { workOrderId: '700999' }],
        unknown: ['WO-9'],
      });
      expect(world.sent).toMatchObject([{ workOrderIds: ['700123', '700999'] }]);
    },
  );

  it('is tried again by its number', async () => {
    const retry = `POST ${EXPORTS}/{workOrderId}/retry`;
    const answer = await world.call(retry, { connectionId, workOrderId: 'WO-2026-0815' }, {});

    expect(answer.status).toBe(202);
    expect(world.sent).toMatchObject([{ type: 'export', workOrderId: '700123' }]);
  });

  it('is not guessed where one has as row id what is the number of another', async () => {
    const detail = expect.stringMatching(/row id of work order 700125 .* row id 700124/);

    expect(await read('700125')).toMatchObject({ status: 409, body: { detail } });
    expect(await start({ workOrderIds: ['700123', '700125'] })).toMatchObject({
      status: 409,
      body: { detail },
    });
    expect(world.sent).toEqual([]);
  });

  it('is none where no number is known: nothing is queued', async () => {
    expect(await start({ workOrderIds: ['WO-9'] })).toMatchObject({ status: 404 });
    expect(world.sent).toEqual([]);
  });
});
