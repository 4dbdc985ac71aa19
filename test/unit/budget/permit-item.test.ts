import { describe, expect, it } from '@jest/globals';
import { fromAttributes, fromItem, toItem } from '../../../shared/budget/permit-item.ts';
import { newPermits, type PermitState } from '../../../shared/budget/permit-state.ts';

const NOW = Date.UTC(2026, 0, 1);

/** As many numbers as there can be: 60 permits, each resting and with a reservation, and a lease for each reservation left over. */
function fullest(): PermitState {
  const times = Array.from({ length: 60 }, (_, place) => NOW + 999 * place);
  return {
    ...newPermits({ callsPerMinute: 60, share: 0.85 }),
    cooling: times.slice(0, 40),
    leases: times.slice(40).map((until) => ({ until: until + 900_000, count: 1 })),
    kept: { interactive: times.slice(0, 6), bulk: times.slice(6, 12) },
    bulkWaitingUntil: NOW,
    interactiveWaitingUntil: NOW,
    bulkPacedUntil: NOW,
    bulkBurstUntil: NOW,
    pausedUntil: NOW,
    refusals: { since: NOW, last: NOW, count: 999, permits: 45, loweredAt: NOW, likePlus: 99 },
  };
}

/** Bytes as DynamoDB counts them: a number takes one per two digits and one more, a list or map three, an element one. */
function bytes(value: unknown): number {
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, part) => sum + bytes(part) + 1, 3);
  return Object.entries(value as object).reduce(
    (sum, [name, part]) => sum + name.length + bytes(part) + 1,
    3,
  );
}

describe('the item of a connection', () => {
  it('gives back what was put in', () => {
    const stored = { version: 'one', state: fullest() };

    expect(fromItem(toItem(stored))).toEqual(stored);
  });

  it('is written for one unit, even with everything in it', () => {
    const item = {
      pk: '01KAABBCCDDEEFFGGHHJJKKMMN',
      ...toItem({ version: 'x'.repeat(36), state: fullest() }),
    };

    expect(bytes(item)).toBeLessThan(1024);
  });

  it('is read from the form of a failed condition', () => {
    const stored = { version: 'one', state: newPermits({ callsPerMinute: 10, share: 1 }) };
    const number = (value: number): { N: string } => ({ N: String(value) });
    const list = (): { L: { N: string }[] } => ({ L: [] });

    const read = fromAttributes({
      pk: { S: 'connection' },
      version: { S: 'one' },
      base: number(NOW),
      callsPerMinute: number(10),
      share: number(1),
      resting: { L: [number(5)] },
      leaseUntil: { L: [number(7)] },
      leaseCount: { L: [number(2)] },
      keptInteractive: list(),
      keptBulk: list(),
      bulkWaitingUntil: number(0),
      interactiveWaitingUntil: number(0),
      bulkPacedUntil: number(0),
      bulkBurstUntil: number(0),
      pausedUntil: number(0),
    });

    expect(read).toEqual({
      version: 'one',
      state: { ...stored.state, cooling: [NOW + 5], leases: [{ until: NOW + 7, count: 2 }] },
    });
  });
});
