import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listCompleteOrders, readWorkOrder, setHandled } from '../../../shared/exports/order-calls.ts';
import { createOutsmartClient, type OutsmartClient } from '../../../shared/outsmart/index.ts';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';
import { workOrderRecord } from './export-fixtures.ts';

let server: VendorServer;
let outsmart: OutsmartClient;

beforeEach(async () => {
  server = await startVendorServer();
  outsmart = createOutsmartClient({ baseUrl: server.baseUrl, token: 't', softwareToken: 's' });
});

afterEach(async () => {
  await server.close();
});

const answer = (code: number, response: unknown) => {
  server.answerWith(json(200, { code, messages: [], response }));
};
const asked = () =>
  server.requests.map(({ path, query }) => ({
    path,
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !name.includes('token'))),
  }));

describe('calls for work orders', () => {
  it('list completed ones without setting them to handled', async () => {
    answer(200, [workOrderRecord(), { id: 'not a number' }]);
    expect((await listCompleteOrders(outsmart)).map(({ id }) => id)).toEqual(['4711']);
    expect(asked()).toEqual([
      { path: '/base/v1/GetWorkorders/', query: { status: 'Compleet', update_status: 'false' } },
    ]);
  });

  it('read one without setting it to handled', async () => {
    answer(200, [workOrderRecord()]);
    expect(await readWorkOrder(outsmart, '4711')).toMatchObject({ id: '4711' });
    expect(asked()).toEqual([
      { path: '/base/v1/GetWorkorder/', query: { row_id: '4711', update_status: 'false' } },
    ]);
  });

  it('set one to handled with the one call that does', async () => {
    answer(200, workOrderRecord());
    await setHandled(outsmart, '4711');
    expect(asked()).toEqual([
      { path: '/base/v1/GetWorkorder/', query: { row_id: '4711', update_status: 'true' } },
    ]);
  });

  it('answer nothing for a work order that does not exist', async () => {
    answer(1500, '');
    expect(await readWorkOrder(outsmart, '4711')).toBeUndefined();
  });

  it('never take one work order for another, or an unreadable one for none', async () => {
    answer(200, [workOrderRecord({ id: '4712' })]);
    expect(await readWorkOrder(outsmart, '4711')).toBeUndefined();
    answer(200, [{ id: '' }]);
    await expect(readWorkOrder(outsmart, '4711')).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
