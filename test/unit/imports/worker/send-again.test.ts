import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendAgain } from '../../../../shared/imports/worker/send-again.ts';
import { importMessageSchema, type RecordMessage } from '../../../../shared/messages/import-message.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { start, WaitingWork } from './waiting.ts';

const HOUR_MS = 3_600_000;

let tables: Tables;
let waiting: WaitingWork;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  waiting = new WaitingWork(tables, `c${connections}`);
});

function message(parts: Partial<RecordMessage> = {}): RecordMessage {
  return {
    type: 'record',
    connectionId: waiting.connectionId,
    entity: 'customer',
    firstQueuedAt: start,
    hops: 3,
    easybillId: 5,
    source: 'webhook',
    tokenGeneration: 2,
    ...parts,
  };
}

const again = (parts: Partial<RecordMessage> = {}, seconds = 7) =>
  sendAgain(waiting.services, message(parts), { seconds });

describe('sendAgain', () => {
  it('sends the same work one hop later, after the wait', async () => {
    expect(await again()).toBe(true);

    expect(waiting.sent).toEqual([
      { message: { ...message(), hops: 4, reservation: undefined }, delaySeconds: 7 },
    ]);
    expect(importMessageSchema.parse(JSON.parse(JSON.stringify(waiting.sent[0]!.message)))).toEqual({
      ...message(),
      hops: 4,
    });
    expect(await waiting.codes()).toEqual([]);
  });

  it('waits a second at least', async () => {
    await again({}, 0);

    expect(waiting.sent[0]!.delaySeconds).toBe(1);
  });

  it('carries the place in the line that was given now, and no old one', async () => {
    const reservation = { since: start, at: start + 5000 };
    await sendAgain(waiting.services, message(), { seconds: 5, reservation });
    await sendAgain(waiting.services, message({ reservation }), { seconds: 5 });

    expect(waiting.sent.map(({ message: sent }) => sent.reservation)).toEqual([reservation, undefined]);
  });

  it('carries how often a vendor failed, also through waits for something else', async () => {
    await sendAgain(waiting.services, message({ failures: 1 }), { seconds: 5, failures: 2 });
    await sendAgain(waiting.services, message({ failures: 2 }), { seconds: 5 });

    expect(waiting.sent.map(({ message: sent }) => sent.failures)).toEqual([2, 2]);
  });

  it('tells the user after 24 hours, once', async () => {
    waiting.now = start + 24 * HOUR_MS;
    await again();
    expect(await waiting.codes()).toEqual([]);

    waiting.now += 1;
    await again();
    const told = waiting.sent[1]!.message as RecordMessage;
    await sendAgain(waiting.services, told, { seconds: 5 });

    expect(told.longWaitTold).toBe(true);
    expect(waiting.sent[2]!.message.longWaitTold).toBe(true);
    expect(await waiting.codes()).toEqual(['waitingLong']);
    expect(waiting.counted).toEqual(['WaitLong']);
  });

  it('gives up after seven days and leaves it to the next reconciliation', async () => {
    waiting.now = start + 7 * 24 * HOUR_MS;
    expect(await again({ longWaitTold: true })).toBe(true);

    waiting.now += 1;
    expect(await again({ longWaitTold: true })).toBe(false);

    expect(waiting.sent).toHaveLength(1);
    expect(await waiting.state()).toMatchObject({ dirtySince: waiting.now });
    expect(await waiting.codes()).toEqual(['waitingGivenUp']);
    expect(waiting.counted).toEqual(['WaitGivenUp']);
  });
});
