import { describe, expect, it } from '@jest/globals';
import { demoCustomers } from '../../../infra/local/vendors/demo-customers.ts';
import { startEasybillSimulator } from '../../../infra/local/vendors/easybill/index.ts';

describe('demo customers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(demoCustomers(50)).toEqual(demoCustomers(50, { seed: 1 }));
    expect(demoCustomers(50, { seed: 2 })).not.toEqual(demoCustomers(50));
  });

  it('are all accepted by the simulated easybill, each with its own number', async () => {
    const easybill = await startEasybillSimulator({
      accounts: [{ name: 'alpha', apiKeys: ['key'], customers: demoCustomers(3000) }],
    });
    const customers = [...easybill.account('alpha').customers.values()];
    await easybill.close();

    expect(customers).toHaveLength(3000);
    expect(new Set(customers.map(({ number }) => number)).size).toBe(3000);
    expect(customers.every(({ company_name, last_name }) => company_name ?? last_name)).toBe(true);
  });

  it('hold one of each special case already among ten', () => {
    const customers = demoCustomers(10);

    expect(customers.filter(({ street }) => street === '')).toHaveLength(1);
    expect(customers.filter(({ archived }) => archived)).toHaveLength(1);
    expect(customers.filter(({ country }) => country !== 'DE')).toHaveLength(1);
    expect(customers.filter(({ note }) => note)).toHaveLength(1);
    expect(customers.some(({ personal }) => personal)).toBe(true);
    expect(customers.some(({ company_name }) => company_name)).toBe(true);
  });

  it('share numbers on demand', () => {
    const numbers = demoCustomers(10, { duplicateNumbers: 2 }).map(({ number }) => number);

    expect(numbers.slice(-2)).toEqual(numbers.slice(0, 2));
  });
});
