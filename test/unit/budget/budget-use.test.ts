import { describe, expect, it } from '@jest/globals';
import { budgetUse } from '../../../shared/budget/budget-use.ts';
import { reportRateLimited } from '../../../shared/budget/permit-reports.ts';
import { newPermits } from '../../../shared/budget/permit-state.ts';

const NOW = Date.UTC(2026, 0, 1);
const business = newPermits({ callsPerMinute: 60, share: 0.5 });

describe('budgetUse', () => {
  it('shows a budget that nobody uses', () => {
    expect(budgetUse(business, NOW)).toEqual({ callsPerMinute: 60, permits: 30, used: 0 });
  });

  it('counts calls of the last minute and permits that functions hold', () => {
    const state = {
      ...business,
      cooling: [NOW - 1, NOW, NOW + 1, NOW + 60_000],
      leases: [{ until: NOW + 5_000, count: 3 }],
    };

    expect(budgetUse(state, NOW).used).toBe(5);
  });

  it('counts what a function that died held until its calls are a minute old', () => {
    const state = { ...business, leases: [{ until: NOW, count: 2 }] };

    expect([NOW, NOW + 60_199, NOW + 60_200].map((now) => budgetUse(state, now).used)).toEqual([2, 2, 0]);
  });

  it('shows the pause after a 429 while it lasts, and that fewer calls are made', () => {
    const { state } = reportRateLimited(business, { now: NOW, sentAt: NOW - 500, retryAfterSeconds: 30 });

    expect(budgetUse(state, NOW + 29_999)).toEqual({
      callsPerMinute: 60,
      permits: 22,
      used: 0,
      pausedUntil: NOW + 30_000,
    });
    expect(budgetUse(state, NOW + 30_000)).not.toHaveProperty('pausedUntil');
  });
});
