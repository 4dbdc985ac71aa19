import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { createOutsmartClient, deleteMaterial, type OutsmartClient } from '../../../shared/outsmart/index.ts';
import { rejection } from '../../support/expose.ts';

const material = (code: string) => ({ code, description: 'Filter', price: '14.50', unit: 'Stk' });

describe('deleteMaterial', () => {
  let outsmart: OutsmartSimulator;
  let client: OutsmartClient;
  const codes = (): string[] => [...outsmart.account('alpha').rows('materials').keys()];

  beforeEach(async () => {
    outsmart = await startOutsmartSimulator({
      accounts: [
        {
          name: 'alpha',
          token: 't',
          softwareToken: 's',
          materials: [material('A-1'), material('A & 1, 5 mm'), material('A')],
        },
      ],
    });
    client = createOutsmartClient({ baseUrl: outsmart.url, token: 't', softwareToken: 's' });
  });
  afterEach(() => outsmart.close());

  it.each(['A-1', 'A & 1, 5 mm', 'A'])(
    'deletes exactly %s, with one call and without delete_all',
    async (code) => {
      const others = codes().filter((one) => one !== code);

      await deleteMaterial(client, code);

      expect(codes()).toEqual(others);
      expect(outsmart.requests.map(({ path, query }) => ({ path, query }))).toEqual([
        {
          path: '/DeleteEntity',
          query: { delete_all: 'false', entity: 'material', key: 'code', value: code },
        },
      ]);
      expect(outsmart.violations).toEqual([]);
    },
  );

  it('is safe to repeat', async () => {
    await deleteMaterial(client, 'A-1');
    await deleteMaterial(client, 'A-1');

    expect(codes()).toHaveLength(2);
  });

  it('takes a refusal for done when the material is not there, and only then', async () => {
    outsmart.faults.add({
      match: { path: '/DeleteEntity' },
      times: 2,
      fault: { kind: 'envelope', code: 1600 },
    });

    await deleteMaterial(client, 'gone');
    expect(await rejection(deleteMaterial(client, 'A-1'))).toMatchObject({
      name: 'RecordRejectedError',
      vendorCode: 1600,
    });
    expect(codes()).toHaveLength(3);
  });
});
