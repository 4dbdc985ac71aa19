import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoCustomers } from '../../infra/local/vendors/demo-customers.ts';
import { connect, importEnded, startConnector, type Connector } from '../support/connector.ts';

describe('importing all customers', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({ customers: demoCustomers(2500) });
  }, 60_000);
  afterAll(() => connector.stop());

  it('imports 2,500 customers with three list calls', async () => {
    const { stack, easybill, outsmart } = connector;

    const connectionId = await connect(stack);
    const run = await importEnded(stack, connectionId);

    expect(run).toMatchObject({ state: 'complete', pages: 3, calls: 3 });
    expect(easybill.requests.filter(({ path }) => path === '/customers')).toHaveLength(3);
    expect(outsmart.account('first').relations.size).toBeGreaterThan(2000);
    expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
  }, 120_000);
});
