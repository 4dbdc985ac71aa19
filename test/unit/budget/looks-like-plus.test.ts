import { describe, expect, it } from '@jest/globals';
import { changePlan, reportRateLimited } from '../../../shared/budget/permit-reports.ts';
import { newPermits, type PermitState } from '../../../shared/budget/permit-state.ts';

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const business = { callsPerMinute: 60, share: 1 };
const plus = { callsPerMinute: 10, share: 1 };

/** A 429 at `now` after so many calls in the minute before it. */
function refused(state: PermitState, calls: number, now: number, sentAt = now - 500) {
  const resting = Array.from({ length: calls }, (_, place) => now + 60_200 - place * 100);
  return reportRateLimited(
    { ...state, cooling: resting.toReversed() },
    { now, sentAt, retryAfterSeconds: 60 },
  );
}

/** Whether each of several 429s, two minutes apart unless told, showed a Plus account. */
function shown(calls: readonly number[], plan = business, apart = 2 * MINUTE): boolean[] {
  let state = newPermits(plan);
  return calls.map((count, place) => {
    const next = refused(state, count, NOW + place * apart);
    ({ state } = next);
    return next.report.looksLikePlus;
  });
}

describe('a 429', () => {
  it('shows a Plus account when it comes twice in a row after about ten calls, and is told once', () => {
    expect(shown([11, 12])).toEqual([false, true]);
    expect(shown([11, 12, 11, 12])).toEqual([false, true, false, false]);
  });

  it('shows it as well when the second one begins a new episode', () => {
    expect(shown([11, 11], business, 24 * HOUR)).toEqual([false, true]);
  });

  it.each([
    ['many more calls went well', [30, 31, 40]],
    ['it came after fewer calls than Plus has', [3, 8, 5]],
    ['only every other one came after about ten', [11, 30, 11, 30]],
  ])('shows nothing when %s', (_, calls) => {
    expect(shown(calls)).not.toContain(true);
  });

  it.each([
    { calls: 8, isLike: false },
    { calls: 9, isLike: true },
    { calls: 16, isLike: true },
    { calls: 17, isLike: false },
  ])('takes $calls calls for those of Plus: $isLike', ({ calls, isLike }) => {
    expect(shown([calls, calls]).includes(true)).toBe(isLike);
  });

  it('shows nothing for a connection that counts on ten calls anyway', () => {
    expect(shown([10, 10, 10], plus)).not.toContain(true);
  });

  it('counts once for calls that were sent before the first was refused', () => {
    const first = refused(newPermits(business), 11, NOW);
    const late = refused(first.state, 12, NOW + 300, NOW - 100);

    expect(late.report.looksLikePlus).toBe(false);
  });

  it('is told once for a crowd of calls that is refused together', () => {
    const first = refused(newPermits(business), 11, NOW);
    const second = refused(first.state, 11, NOW + 2 * MINUTE);
    const late = refused(second.state, 12, NOW + 2 * MINUTE + 300, NOW + 2 * MINUTE - 100);

    expect([second.report.looksLikePlus, late.report.looksLikePlus]).toEqual([true, false]);
  });

  it('begins to count again after another plan was set', () => {
    const { state } = refused(newPermits(business), 11, NOW);
    const replanned = changePlan(changePlan(state, plus, NOW), business, NOW + HOUR);

    expect(refused(replanned, 11, NOW + 3 * HOUR).report.looksLikePlus).toBe(false);
    expect(refused(state, 11, NOW + 3 * HOUR).report.looksLikePlus).toBe(true);
  });
});
