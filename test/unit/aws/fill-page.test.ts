import { describe, expect, it } from '@jest/globals';
import { fillPage } from '../../../shared/aws/fill-page.ts';

/** Looks at two numbers at a time, and lets every fifth through. */
const read = (end: number) => (cursor?: string) => {
  const from = cursor === undefined ? 1 : Number(cursor) + 1;
  const items = [from, from + 1].filter((n) => n <= end && n % 5 === 0);
  return Promise.resolve({ items, cursor: from + 1 < end ? String(from + 1) : undefined });
};

const page = (limit: number, cursor?: string, end = 20) => fillPage(read(end), String, limit, cursor);

describe('a page of a filtered list', () => {
  it('is full as long as there is enough, however much is left out', async () => {
    expect(await page(3)).toEqual({ items: [5, 10, 15], cursor: '15' });
    expect(await page(3, '15')).toEqual({ items: [20], cursor: undefined });
  });

  it('has a cursor only where something follows', async () => {
    expect(await page(4)).toEqual({ items: [5, 10, 15, 20], cursor: undefined });
    expect(await page(1, undefined, 9)).toEqual({ items: [5], cursor: undefined });
  });

  it('is given as it is where too much was left out, with where to go on', async () => {
    const { items, cursor } = await page(3, '20', 100_000);
    expect(items).toHaveLength(3);
    const none = await fillPage(
      (after) => Promise.resolve({ items: [], cursor: String(Number(after ?? 0) + 1) }),
      String,
      3,
    );
    expect([cursor, none]).toEqual(['35', { items: [], cursor: '100' }]);
  });
});
