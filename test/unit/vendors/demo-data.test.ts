import { describe, expect, it } from '@jest/globals';
import { demoContacts } from '../../../infra/local/vendors/demo-contacts.ts';
import { demoLogins } from '../../../infra/local/vendors/demo-logins.ts';
import { demoPositionGroups, demoPositions } from '../../../infra/local/vendors/demo-positions.ts';
import { startEasybillSimulator } from '../../../infra/local/vendors/easybill/index.ts';

const groups = demoPositionGroups(40);
const groupIds = groups.map(({ id }) => id);

describe('demo data', () => {
  it('is the same for the same seed and other for another', () => {
    expect(demoPositions(50, { groupIds })).toEqual(demoPositions(50, { groupIds, seed: 1 }));
    expect(demoPositions(50, { seed: 2 })).not.toEqual(demoPositions(50));
    expect(demoContacts(50, [1, 2, 3])).toEqual(demoContacts(50, [1, 2, 3], 1));
    expect(demoContacts(50, [1, 2, 3], 2)).not.toEqual(demoContacts(50, [1, 2, 3]));
  });

  it('is all accepted by the simulated easybill, in its full size', async () => {
    const customers = Array.from({ length: 5000 }, (_, index) => ({ last_name: `Kunde ${index}` }));
    const customerIds = customers.map((_, index) => 5_000_001 + index);
    const easybill = await startEasybillSimulator({
      accounts: [
        {
          name: 'alpha',
          apiKeys: ['key'],
          customers,
          contacts: demoContacts(4000, customerIds),
          positionGroups: groups,
          positions: demoPositions(3000, { groupIds }),
          logins: demoLogins(6),
        },
      ],
    });
    const account = easybill.account('alpha');
    await easybill.close();

    const positions = [...account.positions.records.values()];
    const contacts = [...account.contacts.records.values()];
    expect(account.positionGroups.records.size).toBe(40);
    expect(new Set(positions.map(({ number }) => number)).size).toBe(3000);
    expect(new Set(positions.map(({ group_id: id }) => id))).toEqual(new Set([...groupIds, null]));
    expect(contacts).toHaveLength(4000);
    expect(contacts.filter(({ customer_id: id }) => !account.customers.has(id))).toEqual([]);
    expect(new Set(account.logins.map(({ id }) => id)).size).toBe(6);
  });

  it('holds one of each special position already among thirty', () => {
    const positions = demoPositions(30, { groupIds });
    const has = (test: (position: (typeof positions)[number]) => boolean): boolean => positions.some(test);

    expect([
      has(({ type, unit }) => type === 'SERVICE' && unit !== ''),
      has(({ type }) => type === 'TEXT'),
      has(({ type, unit }) => type === 'PRODUCT' && unit === ''),
      has(({ price_type: type }) => type === 'BRUTTO'),
      has(({ sale_price: price }) => !Number.isInteger(price)),
      has(({ number }) => number?.includes(',') ?? false),
      has(({ description }) => description?.includes('\n') ?? false),
      has(({ archived }) => archived ?? false),
      has(({ group_id: id }) => id === null),
      has(({ cost_price: price }) => typeof price === 'number'),
    ]).not.toContain(false);
  });

  it('shares numbers on demand, and gives some customers several contacts and some none', () => {
    const numbers = demoPositions(10, { duplicateNumbers: 1 }).map(({ number }) => number);
    const owners = demoContacts(9, [1, 2, 3]).map(({ customer_id: id }) => id);

    expect(numbers.at(-1)).toBe(numbers[0]);
    expect(new Set(owners).size).toBeLessThan(3);
  });
});
