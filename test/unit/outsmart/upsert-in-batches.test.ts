import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { upsertInBatches, type UpsertReport } from '../../../shared/outsmart/index.ts';
import {
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
  type RetryReason,
} from '../../../shared/vendor-http/errors/index.ts';

const call = { vendor: 'outsmart', operation: 'POST /relations' } as const;
const rejected = new RecordRejectedError(call, 1301);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** An OutSmart that refuses every batch with a bad row, and breaks at its `breaksAt`-th post (from 1). */
function vendor(
  bad: ReadonlySet<number>,
  breaksAt = Infinity,
  failure: Error = new RetryableError(call, 'timeout'),
) {
  const posts: (readonly number[])[] = [];
  const seen = new Set<number>();
  const stored = new Set<number>();
  const post = (batch: readonly number[]): Promise<void> => {
    posts.push(batch);
    if (posts.length === breaksAt) return Promise.reject(failure);
    for (const row of batch) seen.add(row);
    if (batch.some((row) => bad.has(row))) return Promise.reject(rejected);
    for (const row of batch) stored.add(row);
    return Promise.resolve();
  };
  return { post, posts, seen, stored };
}

const settled = (report: UpsertReport<number>): number[] =>
  [
    ...report.stored,
    ...report.rejected.map(({ record }) => record),
    ...report.unknown,
    ...report.notSent,
  ].sort((a, b) => a - b);

const someBad = fc.integer({ min: 0, max: 500 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    bad: fc
      .uniqueArray(fc.integer({ min: 0, max: Math.max(0, count - 1) }), { maxLength: 12 })
      .map((rows) => new Set(count === 0 ? [] : rows)),
  }),
);

describe('upsertInBatches', () => {
  it('posts nothing when there is nothing', async () => {
    const { post, posts } = vendor(new Set());

    expect(await upsertInBatches([], post)).toEqual({ stored: [], rejected: [], unknown: [], notSent: [] });
    expect(posts).toEqual([]);
  });

  it('posts at most 200 rows at once, in order', async () => {
    const { post, posts } = vendor(new Set());

    const report = await upsertInBatches(numbers(401), post);

    expect(posts.map((batch) => batch.length)).toEqual([200, 200, 1]);
    expect(report.stored).toEqual(numbers(401));
  });

  it('finds exactly the bad rows with about 2k·log2(n) more posts', async () => {
    await fc.assert(
      fc.asyncProperty(someBad, async ({ count, bad }) => {
        const { post, posts, stored } = vendor(bad);

        const report = await upsertInBatches(numbers(count), post);

        expect(report.rejected.map(({ record }) => record)).toEqual([...bad].sort((a, b) => a - b));
        expect(report.stored).toEqual(numbers(count).filter((row) => !bad.has(row)));
        expect([...stored].sort((a, b) => a - b)).toEqual(report.stored);
        expect(report).toMatchObject({ unknown: [], notSent: [] });
        expect(report).not.toHaveProperty('failure');
        const batches = Math.ceil(count / 200);
        expect(posts.length).toBeLessThanOrEqual(batches + 2 * bad.size * Math.ceil(Math.log2(200)));
      }),
    );
  });

  it('accounts for every row whenever it breaks off, and calls none unsent that OutSmart may hold', async () => {
    const reasons = fc.constantFrom<RetryReason>('timeout', 'server', 'refused', 'rateLimited', 'unreadable');
    await fc.assert(
      fc.asyncProperty(
        someBad,
        fc.integer({ min: 1, max: 30 }),
        reasons,
        async ({ count, bad }, breaksAt, reason) => {
          const failure = new RetryableError(call, reason);
          const { post, posts, seen, stored } = vendor(bad, breaksAt, failure);

          const report = await upsertInBatches(numbers(count), post);

          expect(settled(report)).toEqual(numbers(count));
          expect(report.stored.every((row) => stored.has(row))).toBe(true);
          expect(report.notSent.every((row) => !seen.has(row))).toBe(true);
          const broken = posts.length === breaksAt ? posts.at(-1)! : [];
          expect(report.failure).toBe(broken.length > 0 ? failure : undefined);
          const where =
            failure.outcome === 'unknown' ? report.unknown : [...report.unknown, ...report.notSent];
          expect(broken.every((row) => where.includes(row))).toBe(true);
        },
      ),
    );
  });

  it('reports what was stored when the second batch is lost', async () => {
    const failure = new RetryableError(call, 'network');
    const { post } = vendor(new Set(), 2, failure);

    const report = await upsertInBatches(numbers(500), post);

    expect(report).toEqual({
      stored: numbers(200),
      rejected: [],
      unknown: numbers(400).slice(200),
      notSent: numbers(500).slice(400),
      failure,
    });
  });

  it.each([new RetryableError(call, 'refused'), new CredentialsRejectedError(call, 1004)])(
    'counts a batch that was never carried out as not sent: %p',
    async (failure) => {
      const { post } = vendor(new Set(), 2, failure);

      const report = await upsertInBatches(numbers(300), post);

      expect(report).toMatchObject({ unknown: [], notSent: numbers(300).slice(200), failure });
    },
  );

  it('does not know about the rest of a rejected batch when it breaks off inside', async () => {
    const failure = new RetryableError(call, 'refused');
    const { post } = vendor(new Set([0]), 2, failure);

    const report = await upsertInBatches(numbers(300), post);

    expect(report).toMatchObject({
      stored: [],
      unknown: numbers(200),
      notSent: numbers(300).slice(200),
      failure,
    });
  });

  it('lets a bug through', async () => {
    const bug = new TypeError('bug');
    const { post, posts } = vendor(new Set(), 1, bug);

    await expect(upsertInBatches(numbers(300), post)).rejects.toBe(bug);
    expect(posts).toHaveLength(1);
  });
});
