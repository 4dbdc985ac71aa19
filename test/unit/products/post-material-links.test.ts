import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import type { Link } from '../../../shared/imports/entity-import.ts';
import { createOutsmartClient, type OutsmartClient } from '../../../shared/outsmart/index.ts';
import { postMaterialLinks } from '../../../shared/products/post-material-links.ts';

const link = (key: string, to: string | undefined, ...formerLinks: string[]): Link => ({
  key,
  link: to,
  formerLinks,
});

describe('postMaterialLinks', () => {
  let outsmart: OutsmartSimulator;
  let client: OutsmartClient;
  const links = (): string[] =>
    [...outsmart.account('alpha').rows('materialCategories').values()]
      .map((row) => `${row.mct_mat_code} in ${row.mct_cat_code}`)
      .sort();
  const calls = (): string[] => outsmart.requests.map(({ method, path }) => `${method} ${path}`);

  beforeEach(async () => {
    const inCategory = (material: string, category: string) => ({
      mct_mat_code: material,
      mct_cat_code: category,
    });
    outsmart = await startOutsmartSimulator({
      accounts: [
        {
          name: 'alpha',
          token: 't',
          softwareToken: 's',
          materials: ['A', 'B'].map((code) => ({ code, description: code, price: '1.00', unit: 'Stk' })),
          categories: ['1', '2', 'own'].map((code) => ({ cat_code: code, cat_name: code, cat_display: 1 })),
          materialCategories: [inCategory('A', '1'), inCategory('A', 'own'), inCategory('B', '1')],
        },
      ],
    });
    client = createOutsmartClient({ baseUrl: outsmart.url, token: 't', softwareToken: 's' });
  });
  afterEach(() => outsmart.close());

  it('moves a material, and leaves categories that a user chose and other materials alone', async () => {
    const moved = link('A', '2', '1');

    expect(await postMaterialLinks(client, [moved])).toEqual({
      stored: [moved],
      rejected: [],
      unknown: [],
      notSent: [],
    });
    expect(links()).toEqual(['A in 2', 'A in own', 'B in 1']);
    expect(calls()[0]).toBe('POST /material_categories');
  });

  it('takes a material out of the category of a group it left', async () => {
    await postMaterialLinks(client, [link('B', undefined, '1')]);

    expect(links()).toEqual(['A in 1', 'A in own']);
  });

  it('costs one call for new links, and none for nothing', async () => {
    expect((await postMaterialLinks(client, [])).stored).toEqual([]);
    expect((await postMaterialLinks(client, [link('A', '2'), link('B', '2')])).stored).toHaveLength(2);

    expect(calls()).toEqual(['POST /material_categories']);
  });

  it('keeps the former category of a material whose new one OutSmart refuses, and holds up no other', async () => {
    const [refused, moved] = [link('A', 'unknown', '1'), link('B', '2', '1')];

    const report = await postMaterialLinks(client, [refused, moved]);

    expect(report).toMatchObject({ stored: [moved], unknown: [], notSent: [] });
    expect(report.rejected).toMatchObject([{ record: refused, error: { vendorCode: 2500 } }]);
    expect(links()).toEqual(['A in 1', 'A in own', 'B in 2']);
  });

  it.each(['/material_categories', '/DeleteEntity'])(
    'does not know what it moved when %s fails',
    async (path) => {
      const [moved, added] = [link('A', '2', '1'), link('B', '2')];
      outsmart.faults.add({ match: { path }, fault: { kind: 'lostAnswer' } });

      const report = await postMaterialLinks(client, [moved, added]);
      const again = await postMaterialLinks(client, [moved, added]);

      expect(report.failure).toMatchObject({ reason: 'network' });
      expect(report.unknown).toEqual(path === '/DeleteEntity' ? [moved] : [moved, added]);
      expect(again.stored).toEqual([moved, added]);
      expect(links()).toEqual(['A in 2', 'A in own', 'B in 1', 'B in 2']);
    },
  );
});
