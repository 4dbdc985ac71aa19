import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ulid } from 'ulid';
import type { EntityState } from '../../../shared/imports/stores/entity-state-store.ts';
import { newRun } from '../../../shared/imports/stores/run-store.ts';
import type { Run } from '../../../shared/imports/stores/run.ts';
import { isStalled, runDue } from '../../../shared/schedule/due.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const midnight = Date.parse('2026-03-28T00:00:00Z');

const idle = (changes: Partial<EntityState> = {}): EntityState => ({
  entity: 'customer',
  fence: 1,
  leaseUntil: 0,
  ...changes,
});
const lastRunAt = (time: number): Partial<EntityState> => ({ lastRunId: ulid(time) });

/** Minutes of the day after `from` at which a run is due for the first time, its last one having begun at `from`. */
function slotAfter(connectionId: string, from: number): number {
  const state = idle(lastRunAt(from));
  for (let now = from; now <= from + DAY; now += MINUTE) {
    if (runDue(connectionId, state, now)) return now;
  }
  throw new Error('never due');
}

/** A time at which no slot of any connection lies between it and the begin of the next night. */
const noon = midnight + 12 * HOUR;

describe('the nightly run', () => {
  it('is due once a day at the same minute, whatever minute the scheduler ticks at', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 59_999 }),
        (connectionId, second) => {
          let state = idle(lastRunAt(noon));
          const starts: number[] = [];
          for (let now = noon + second; now < noon + 3 * DAY; now += MINUTE) {
            if (runDue(connectionId, state, now) === undefined) continue;
            starts.push(now);
            state = idle(lastRunAt(now));
          }

          expect(starts).toHaveLength(3);
          expect(starts.map((start) => start - starts[0]!)).toEqual([0, DAY, 2 * DAY]);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('begins between 22:00 and 03:00 UTC', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (connectionId) => {
        const intoTheNight = slotAfter(connectionId, noon) - (midnight + 22 * HOUR);

        expect(intoTheNight).toBeGreaterThanOrEqual(0);
        expect(intoTheNight).toBeLessThan(5 * HOUR);
      }),
      { numRuns: 15 },
    );
  });

  it('is spread evenly over the night', () => {
    const perHour = [0, 0, 0, 0, 0];
    for (let i = 0; i < 500; i += 1) {
      const slot = slotAfter(`c${ulid(midnight + i)}`, midnight + 21 * HOUR);
      perHour[Math.floor((slot - midnight - 22 * HOUR) / HOUR)]! += 1;
    }

    // 100 expected, standard deviation 9.
    for (const count of perHour) expect(Math.abs(count - 100)).toBeLessThan(45);
  });

  it('is due at once when nothing was ever imported', () => {
    expect(runDue('c1', idle(), noon)).toBe('schedule');
  });

  it('is made up for when the scheduler stood still for days', () => {
    expect(runDue('c1', idle(lastRunAt(noon - 5 * DAY)), noon)).toBe('schedule');
  });

  it('is not due after a run that began in its minute or later', () => {
    const slot = slotAfter('c1', noon);

    expect(runDue('c1', idle(lastRunAt(slot)), slot + 20 * HOUR)).toBeUndefined();
    expect(runDue('c1', idle(lastRunAt(slot - 1)), slot + 20 * HOUR)).toBe('schedule');
  });

  it('is not due beside a run in progress', () => {
    expect(runDue('c1', idle({ activeRunId: ulid(noon - DAY) }), noon)).toBeUndefined();
  });
});

describe('a run for changes that name no record', () => {
  const changed = { dirtySince: noon };

  it('is due when the last one began an hour ago', () => {
    const state = idle({ ...lastRunAt(noon - HOUR), ...changed });

    expect(runDue('c1', state, noon)).toBe('change');
    expect(runDue('c1', state, noon - 1)).toBeUndefined();
  });

  it('is due at most hourly, however often changes come', () => {
    let last = noon;
    let starts = 0;
    for (let now = noon; now < noon + 8 * HOUR; now += MINUTE) {
      if (!runDue('c1', idle({ ...lastRunAt(last), dirtySince: now }), now)) continue;
      starts += 1;
      last = now;
    }

    expect(starts).toBe(7);
  });

  it('is not due beside a run in progress', () => {
    const state = idle({ ...lastRunAt(noon - HOUR), ...changed, activeRunId: ulid(noon) });

    expect(runDue('c1', state, noon)).toBeUndefined();
  });
});

describe('isStalled', () => {
  const run = (state: Run['state']) => ({
    ...newRun(ulid(noon), 'customer', 'manual', noon, {
      verify: false,
      dryRun: false,
      ordered: true,
      isFirst: false,
    }),
    state,
  });

  it.each<[Run['state'], boolean]>([
    ['queued', true],
    ['running', true],
    ['waiting', true],
    ['braked', false],
    ['complete', false],
    ['failed', false],
  ])('says of a run %s for more than 30 minutes: %j', (state, answer) => {
    expect(isStalled(run(state), noon + 30 * MINUTE + 1)).toBe(answer);
    expect(isStalled(run(state), noon + 30 * MINUTE)).toBe(false);
  });
});
