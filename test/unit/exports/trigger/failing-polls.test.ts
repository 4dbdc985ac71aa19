import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AccessDeniedError,
  RecordRejectedError,
  RetryableError,
} from '../../../../shared/vendor-http/errors/index.ts';
import { exportOrder } from '../export-fixtures.ts';
import { call, pollMessage, TriggeringWorld } from './triggering-world.ts';

let world: TriggeringWorld;

beforeEach(() => {
  world = new TriggeringWorld();
});

describe('a poll that OutSmart does not answer as it should', () => {
  const minutes = (count: number) => count * 60_000;
  /** A poll of the scheduler, the last of its tries. */
  const lastTry = (source = 'schedule') =>
    world.follow({ ...pollMessage, source, firstQueuedAt: world.now, failures: 4 });
  const codes = () => world.told.map(({ code }) => code);

  it.each([
    [
      'refused',
      new RecordRejectedError(call, 1400, ['status']),
      { code: 'exportPollRejected', params: { call: call.operation, vendorCode: 1400, fields: 'status' } },
    ],
    [
      'denied',
      new AccessDeniedError(call),
      { code: 'exportPollRejected', params: { call: call.operation, vendorCode: 403, fields: '' } },
    ],
    [
      'unreadable',
      new RetryableError(call, 'unreadable'),
      { code: 'exportPollUnreadable', params: { call: call.operation } },
    ],
    [
      'down',
      new RetryableError(call, 'timeout'),
      { code: 'exportPollUnanswered', params: { call: call.operation } },
    ],
  ])('tells once while it is %s, and goes on by itself', async (_, error, activity) => {
    world.complete = error;
    for (let poll = 0; poll < 200; poll += 1) {
      expect(await lastTry()).toEqual([]);
      world.now += minutes(15);
    }
    expect(world.told).toEqual([activity]);
    expect(world.again).toEqual([]);
    world.complete = [exportOrder()];
    await world.follow({ ...pollMessage, firstQueuedAt: world.now });
    expect(world.exported).toHaveLength(1);
  });

  it('tells another problem, and the same one that comes and goes once a day', async () => {
    world.complete = new RetryableError(call, 'server');
    await lastTry();
    world.complete = new RecordRejectedError(call, 1400);
    await lastTry();
    expect(codes()).toEqual(['exportPollUnanswered', 'exportPollRejected']);
    for (let poll = 0; poll < 4 * 25; poll += 1) {
      world.complete = poll % 2 === 0 ? [] : new RetryableError(call, 'network');
      await lastTry();
      world.now += minutes(15);
    }
    expect(codes()).toEqual(['exportPollUnanswered', 'exportPollRejected', 'exportPollUnanswered']);
  });

  it('answers whoever asked for it by hand each time', async () => {
    world.complete = new RecordRejectedError(call, 1400);
    await lastTry();
    await lastTry('manual');
    expect(codes()).toEqual(['exportPollRejected', 'exportPollRejected']);
  });

  it('says nothing of failures that may pass with the next try', async () => {
    world.complete = new RetryableError(call, 'unreadable');
    await world.follow(pollMessage);
    expect(world.told).toEqual([]);
    expect(world.again).toHaveLength(1);
  });
});
