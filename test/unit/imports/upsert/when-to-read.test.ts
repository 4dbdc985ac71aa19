import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { whenToRead } from '../../../../shared/imports/upsert/sync-record.ts';

const now = 1_772_366_400_000;
const time = fc.integer({ min: now - 60_000, max: now + 1000 });

describe('whenToRead', () => {
  it.each<[string, number, number | undefined, 'served' | number]>([
    ['a record that was never read', now, undefined, now],
    ['a hint more than two seconds older than the last read', now - 2001, now, 'served'],
    ['a hint two seconds older: replicas may lag', now - 2000, now, now + 5000],
    ['a hint as old as the last read', now - 9000, now - 9000, now],
    ['a hint younger than a read long ago', now, now - 60_000, now],
    ['a hint younger than a read just now', now, now - 1000, now + 4000],
    ['a hint younger than a read five seconds ago', now, now - 5000, now],
  ])('answers for %s', (_, hintedAt, readAt, answer) => {
    expect(whenToRead(hintedAt, readAt, now)).toBe(answer);
  });

  it('never drops a hint that no later read has answered', () => {
    fc.assert(
      fc.property(time, time, (hintedAt, readAt) => {
        fc.pre(readAt <= hintedAt);

        expect(whenToRead(hintedAt, readAt, now)).not.toBe('served');
      }),
    );
  });

  it('never reads in the past, nor a record twice within five seconds, nor waits without need', () => {
    fc.assert(
      fc.property(time, time, (hintedAt, readAt) => {
        const at = whenToRead(hintedAt, readAt, now);
        fc.pre(at !== 'served');

        expect(at).toBeGreaterThanOrEqual(now);
        expect(at).toBeGreaterThanOrEqual(readAt + 5000);
        expect(at === now || at === readAt + 5000).toBe(true);
      }),
    );
  });

  it('costs a storm of hints one read now and one at its end', () => {
    const reads: number[] = [];
    let readAt: number | undefined;
    let waiting: { hintedAt: number; at: number }[] = [];
    const follow = (hintedAt: number, at: number): void => {
      const next = whenToRead(hintedAt, readAt, at);
      if (next === 'served') return;
      if (next > at) waiting.push({ hintedAt, at: next });
      else {
        readAt = at;
        reads.push(at - now);
      }
    };
    for (let i = 0; i < 100; i += 1) follow(now + i, now + i);
    while (waiting.length > 0) {
      const due = waiting.sort((a, b) => a.at - b.at);
      waiting = [];
      for (const { hintedAt, at } of due) follow(hintedAt, at);
    }

    expect(reads).toEqual([0, 5000]);
  });
});
