import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { LeaseLostError, MappingStore } from '../../../shared/mappings/mapping-store.ts';
import type { Mapping } from '../../../shared/mappings/mapping.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
let connections = 0;
let connectionId: string;
let mappings: MappingStore;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
  mappings = withFence(5);
});

function withFence(fence: number): MappingStore {
  return new MappingStore(tables.documents, tables.mappings, connectionId, 'customer', fence);
}

describe('mappings', () => {
  it('come back as they were stored', async () => {
    const whole: Mapping = {
      easybillId: 4711,
      outsmartKey: 'K-1',
      hash: 'h',
      readAt: 1_772_366_400_000,
      problem: 'skippedNoName:',
      withdrawn: true,
      retiring: ['K-0'],
    };
    await mappings.put([whole, { easybillId: 1 }]);

    expect(await mappings.get(4711)).toEqual({ ...whole, fence: 5 });
    expect(await mappings.get(1)).toEqual({ easybillId: 1, fence: 5 });
    expect(await mappings.get(2)).toBeUndefined();
  });

  it('are stored as a whole: what is left out is gone', async () => {
    await mappings.put([{ easybillId: 1, outsmartKey: 'K', hash: 'h' }]);
    await mappings.put([{ easybillId: 1, outsmartKey: 'K', hash: undefined }]);

    expect(await mappings.get(1)).toEqual({ easybillId: 1, outsmartKey: 'K', fence: 5 });
  });

  it('belong to one entity of one connection', async () => {
    await mappings.put([{ easybillId: 1 }]);
    const product = new MappingStore(tables.documents, tables.mappings, connectionId, 'product', 5);
    const other = new MappingStore(tables.documents, tables.mappings, `${connectionId}x`, 'customer', 5);

    expect(await product.get(1)).toBeUndefined();
    expect((await other.range(1, Number.MAX_SAFE_INTEGER)).size).toBe(0);
  });

  it('may be written by the same and by later leases only', async () => {
    await mappings.put([{ easybillId: 1, hash: 'first' }]);
    await withFence(6).put([{ easybillId: 1, hash: 'second', fence: 5 }]);

    await expect(mappings.put([{ easybillId: 1, hash: 'late', fence: 5 }])).rejects.toThrow(LeaseLostError);
    expect(await mappings.get(1)).toEqual({ easybillId: 1, hash: 'second', fence: 6 });
  });

  it('are not written over by a later lease that read them before someone else stored them', async () => {
    await mappings.put([{ easybillId: 1, hash: 'first' }]);
    const stale = await withFence(7).get(1);
    await withFence(6).put([{ easybillId: 1, hash: 'second', fence: 5 }]);

    await expect(withFence(7).put([{ ...stale!, problem: 'p' }])).rejects.toThrow(LeaseLostError);
    expect(await mappings.get(1)).toEqual({ easybillId: 1, hash: 'second', fence: 6 });
  });

  it('refuse one late write among many', async () => {
    await withFence(6).put([{ easybillId: 30 }]);
    const many = Array.from({ length: 60 }, (_, i) => ({ easybillId: i + 1 }));

    await expect(mappings.put(many)).rejects.toThrow(LeaseLostError);
  });
});

describe('a range of mappings', () => {
  it('holds exactly the ids from one to the other, by number and not by text', async () => {
    await mappings.put([2, 9, 10, 11, 99, 100, 1000].map((easybillId) => ({ easybillId })));

    expect([...(await mappings.range(9, 100)).keys()]).toEqual([9, 10, 11, 99, 100]);
    expect([...(await mappings.range(12, 98)).keys()]).toEqual([]);
    expect([...(await mappings.range(1000, 1000)).keys()]).toEqual([1000]);
  });

  it.each([1, 999_999_999_999_999, 1_000_000_000_000_000, Number.MAX_SAFE_INTEGER])(
    'reaches id %i',
    async (easybillId) => {
      await mappings.put([{ easybillId }]);

      expect([...(await mappings.range(1, Number.MAX_SAFE_INTEGER)).keys()]).toEqual([easybillId]);
    },
  );

  it('that ends before it begins is empty without a question, which DynamoDB would refuse', async () => {
    const asked: unknown[] = [];
    const documents = {
      send: (command: unknown) => Promise.resolve(asked.push(command)),
    } as unknown as DynamoDBDocumentClient;
    const store = new MappingStore(documents, tables.mappings, connectionId, 'customer', 5);

    expect(await store.range(6, 5)).toEqual(new Map());
    expect(await store.range(Number.MAX_SAFE_INTEGER, 0)).toEqual(new Map());
    expect(asked).toEqual([]);
  });

  it('is read over as many pages as it needs', async () => {
    const problem = 'p'.repeat(300_000);
    await mappings.put([1, 2, 3, 4, 5, 6, 7].map((easybillId) => ({ easybillId, problem })));

    const found = await mappings.range(2, 6);

    expect([...found.keys()]).toEqual([2, 3, 4, 5, 6]);
  });

  it('holds the same as a filter would find', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 12 });
    const bound = fc.integer({ min: 0, max: 3_100 });
    await fc.assert(
      fc.asyncProperty(ids, bound, bound, async (some, from, to) => {
        connections += 1;
        const store = new MappingStore(tables.documents, tables.mappings, `p${connections}`, 'customer', 1);
        await store.put(some.map((easybillId) => ({ easybillId })));

        expect([...(await store.range(from, to)).keys()].sort((a, b) => a - b)).toEqual(
          some.filter((id) => id >= from && id <= to).sort((a, b) => a - b),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('the claim of an OutSmart key', () => {
  it('goes to the first and names it to the others', async () => {
    expect(await mappings.claimKey('K-1', 10)).toEqual({ owner: 10 });
    expect(await mappings.claimKey('K-1', 20)).toEqual({ owner: 10 });
    expect(await mappings.ownerOf('K-1')).toBe(10);
    expect(await mappings.claimKey('K-1', 10)).toEqual({ owner: 10 });
  });

  it('goes to exactly one of many that ask at once', async () => {
    const asked = Array.from({ length: 10 }, (_, i) => i + 1);
    const answers = await Promise.all(asked.map((id) => mappings.claimKey('K-1', id)));

    expect(new Set(answers.map(({ owner }) => owner)).size).toBe(1);
  });

  it('does not tell upper from lower case, as OutSmart may not', async () => {
    await mappings.claimKey('Kunde-Ä1', 10);

    expect(await mappings.claimKey('KUNDE-ä1', 20)).toEqual({ owner: 10 });
    expect(await mappings.ownerOf('kunde-ä1')).toBe(10);
  });

  it('is nobody’s before it is asked for', async () => {
    expect(await mappings.ownerOf('K-1')).toBeUndefined();
    expect(await mappings.keepAsAlias('K-1', 10)).toBe(false);
  });

  it('stays with its record as an alias until another one takes it', async () => {
    await mappings.claimKey('K-1', 10);

    expect(await mappings.keepAsAlias('K-1', 10)).toBe(true);
    expect(await mappings.ownerOf('K-1')).toBe(10);
    expect(await mappings.claimKey('K-1', 20)).toEqual({ owner: 20 });
    expect(await mappings.keepAsAlias('K-1', 10)).toBe(false);
  });

  it('is no alias any more once its record uses it again', async () => {
    await mappings.claimKey('K-1', 10);
    await mappings.keepAsAlias('K-1', 10);
    await mappings.claimKey('K-1', 10);

    expect(await mappings.claimKey('K-1', 20)).toEqual({ owner: 10 });
  });

  it('can be taken from the owner that was seen, and from no other', async () => {
    await mappings.claimKey('K-1', 10);
    await mappings.takeKey('K-1', 10, 20);

    expect(await mappings.ownerOf('K-1')).toBe(20);
    expect(await mappings.takeKey('K-1', 10, 30)).toBe(false);
    expect(await mappings.ownerOf('K-1')).toBe(20);
  });

  it('is no alias of its new owner when taken', async () => {
    await mappings.claimKey('K-1', 10);
    await mappings.keepAsAlias('K-1', 10);
    await mappings.takeKey('K-1', 10, 20);

    expect(await mappings.claimKey('K-1', 30)).toEqual({ owner: 20 });
  });
});
