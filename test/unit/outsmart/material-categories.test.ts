import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import {
  createOutsmartClient,
  deleteMaterialCategories,
  type OutsmartClient,
  type OutsmartMaterialCategory,
} from '../../../shared/outsmart/index.ts';

const MATERIALS = ['A', 'B', 'b', 'C'];
const CATEGORIES = ['1', '2', '3'];
const link = (material: string, category: string): OutsmartMaterialCategory => ({
  mct_mat_code: material,
  mct_cat_code: category,
});
const nameOf = ({ mct_mat_code, mct_cat_code }: OutsmartMaterialCategory): string =>
  JSON.stringify([mct_mat_code, mct_cat_code]);

let outsmart: OutsmartSimulator;
let client: OutsmartClient;
const links = (): string[] => [...outsmart.account('alpha').rows('materialCategories').keys()].sort();
const seed = (held: readonly OutsmartMaterialCategory[]): void => {
  const collection = outsmart.account('alpha').collection('/material_categories');
  collection.rows.clear();
  for (const one of held) collection.upsert({ ...one }, 'replace');
};
const calls = (): string[] => outsmart.requests.map(({ method, path }) => `${method} ${path}`);

beforeEach(async () => {
  outsmart = await startOutsmartSimulator({
    accounts: [
      {
        name: 'alpha',
        token: 't',
        softwareToken: 's',
        materials: MATERIALS.map((code) => ({ code, description: code, price: '1.00', unit: 'Stk' })),
        categories: CATEGORIES.map((code) => ({ cat_code: code, cat_name: code, cat_display: 1 })),
      },
    ],
  });
  client = createOutsmartClient({ baseUrl: outsmart.url, token: 't', softwareToken: 's' });
});
afterEach(() => outsmart.close());

describe('deleteMaterialCategories', () => {
  it('removes the one link of a material, with one deletion between two lists', async () => {
    seed([link('A', '1'), link('B', '1')]);

    const report = await deleteMaterialCategories(client, [link('A', '1')]);

    expect(report).toEqual({ stored: [link('A', '1')], rejected: [], unknown: [], notSent: [] });
    expect(links()).toEqual([nameOf(link('B', '1'))]);
    expect(calls()).toEqual(['GET /material_categories', 'GET /DeleteEntity', 'GET /material_categories']);
  });

  it('leaves the other categories of the material alone', async () => {
    seed([link('A', '1'), link('A', '2'), link('A', '3')]);

    await deleteMaterialCategories(client, [link('A', '2')]);

    expect(links()).toEqual([nameOf(link('A', '1')), nameOf(link('A', '3'))]);
  });

  it('costs one call when nothing is to be removed', async () => {
    seed([link('A', '1')]);

    expect((await deleteMaterialCategories(client, [link('A', '2'), link('C', '1')])).stored).toHaveLength(2);
    expect(calls()).toEqual(['GET /material_categories']);
    expect((await deleteMaterialCategories(client, [])).stored).toEqual([]);
    expect(calls()).toHaveLength(1);
  });

  it('puts back the links of another material that went because OutSmart ignores case', async () => {
    outsmart.behaviour.deleteMatching = 'ignoringCase';
    seed([link('b', '1'), link('B', '1'), link('B', '2')]);

    expect((await deleteMaterialCategories(client, [link('b', '1')])).stored).toHaveLength(1);
    expect(links()).toEqual([nameOf(link('B', '1')), nameOf(link('B', '2'))]);
  });

  it.each([
    ['lost', { kind: 'lostAnswer' }],
    ['no JSON', { kind: 'garbageJson', executed: true }],
    ['an error', { kind: 'envelope', code: 1007, executed: true }],
  ] as const)('puts other links back when the answer to the deletion is %s', async (_what, fault) => {
    seed([link('A', '1'), link('A', '2')]);
    outsmart.faults.add({ match: { path: '/DeleteEntity' }, fault });

    const report = await deleteMaterialCategories(client, [link('A', '1')]);

    expect(report).toMatchObject({
      stored: [],
      unknown: [link('A', '1')],
      failure: { name: 'RetryableError' },
    });
    expect(links()).toEqual([nameOf(link('A', '2'))]);
    expect((await deleteMaterialCategories(client, [link('A', '1')])).stored).toHaveLength(1);
  });

  it('puts the other categories of the material back even when it cannot see what went', async () => {
    seed([link('A', '1'), link('A', '2')]);
    outsmart.faults.add({
      match: { method: 'GET', path: '/material_categories' },
      skip: 1,
      fault: { kind: 'refuse' },
    });

    expect((await deleteMaterialCategories(client, [link('A', '1')])).failure).toMatchObject({
      reason: 'network',
    });
    expect(links()).toEqual([nameOf(link('A', '2'))]);
  });

  it('does not take a link for removed that is still listed', async () => {
    seed([link('A', '1')]);
    const zeroRows = JSON.stringify({ code: 200, messages: [], response: 0 });
    outsmart.faults.add({
      match: { path: '/DeleteEntity' },
      fault: { kind: 'status', status: 200, headers: { 'content-type': 'application/json' }, body: zeroRows },
    });

    expect(await deleteMaterialCategories(client, [link('A', '1')])).toMatchObject({
      stored: [],
      unknown: [link('A', '1')],
      failure: { reason: 'unreadable' },
    });
  });

  it('reports only the links that OutSmart refuses to remove', async () => {
    seed([link('A', '1'), link('B', '1'), link('C', '1')]);
    // Once for all three, once for the first half, once for A alone.
    outsmart.faults.add({
      match: { path: '/DeleteEntity' },
      times: 3,
      fault: { kind: 'envelope', code: 1600 },
    });

    const report = await deleteMaterialCategories(client, [link('A', '1'), link('B', '1'), link('C', '1')]);

    expect(report.rejected).toMatchObject([{ record: link('A', '1'), error: { vendorCode: 1600 } }]);
    expect(links()).toEqual([nameOf(link('A', '1'))]);
  });

  it('loses no other link, whatever a deletion is answered, and removes what it says it removed', async () => {
    const anyLinks = fc.subarray(
      MATERIALS.flatMap((material) => CATEGORIES.map((one) => link(material, one))),
    );
    const anyFault = fc.constantFrom('none', 'lostAnswer', 'timeout', 'refuse', 'html', 'server', 'rejected');
    await fc.assert(
      fc.asyncProperty(
        anyLinks,
        anyLinks,
        anyFault,
        fc.nat({ max: 3 }),
        fc.boolean(),
        async (held, unwanted, fault, skip, ignoresCase) => {
          // Prepare
          seed(held);
          outsmart.behaviour.deleteMatching = ignoresCase ? 'ignoringCase' : 'exact';
          outsmart.faults.clear();
          const struck = FAULTS[fault];
          if (struck) outsmart.faults.add({ match: { path: '/DeleteEntity' }, skip, fault: struck });
          const doomed = new Set(unwanted.map(nameOf));
          const others = held.map(nameOf).filter((name) => !doomed.has(name));

          // Act
          const report = await deleteMaterialCategories(client, unwanted);
          outsmart.faults.clear();

          // Assess
          const now = links();
          expect(others.filter((name) => !now.includes(name))).toEqual([]);
          expect(report.stored.map(nameOf).filter((name) => now.includes(name))).toEqual([]);
          const settled = [...report.stored, ...report.rejected.map(({ record }) => record)];
          expect([...settled, ...report.unknown, ...report.notSent].map(nameOf).sort()).toEqual(
            [...doomed].sort(),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

const FAULTS = {
  none: undefined,
  lostAnswer: { kind: 'lostAnswer' },
  timeout: { kind: 'status', status: 504, executed: true },
  refuse: { kind: 'refuse' },
  html: { kind: 'html200', executed: true },
  server: { kind: 'envelope', code: 1007, executed: false },
  rejected: { kind: 'envelope', code: 1600 },
} as const;
