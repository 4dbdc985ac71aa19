import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createOutsmartClient,
  getWorkOrder,
  listCompletedWorkOrders,
  markWorkOrderHandled,
  type OutsmartClient,
} from '../../../shared/outsmart/index.ts';
import { rejection } from '../../support/expose.ts';
import { json, neverAnswer, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';
import { workOrderRecord } from './work-order-record.ts';

const tokens = { token: 't', softwareToken: 's' };
let server: VendorServer;
let client: OutsmartClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createOutsmartClient({ baseUrl: server.baseUrl, ...tokens });
});
afterEach(() => server.close());

const answer = (response: unknown, code = 200) => {
  server.answerWith(json(200, { code, messages: [], response }));
};
const asked = () =>
  server.requests.map(({ method, path, query }) => ({
    method,
    path,
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !name.endsWith('token'))),
  }));

describe('calls for work orders', () => {
  it('list the completed ones without setting them to handled', async () => {
    answer([workOrderRecord(), { id: '' }, workOrderRecord({ id: 700124 }), { id: 700125, Materials: [1] }]);

    const { items, unreadableIds } = await listCompletedWorkOrders(client);

    expect(items.map(({ id }) => id)).toEqual(['700123', '700124']);
    expect(unreadableIds).toEqual(['700125']);
    expect(asked()).toEqual([
      {
        method: 'GET',
        path: '/base/v1/GetWorkorders/',
        query: { status: 'Compleet', update_status: 'false' },
      },
    ]);
  });

  it('wait for the list as long as a slow call may take, not as long as others', async () => {
    server.answerWith(neverAnswer);
    const hurried = createOutsmartClient({ baseUrl: server.baseUrl, ...tokens, slowTimeoutMs: 50 });

    expect(await rejection(listCompletedWorkOrders(hurried))).toMatchObject({ reason: 'timeout' });
  });

  it.each([
    ['as the documented object', workOrderRecord()],
    ['as a list of one', [workOrderRecord()]],
  ])('read one %s without setting it to handled', async (_what, response) => {
    answer(response);

    expect(await getWorkOrder(client, '700123')).toMatchObject({ id: '700123', status: 'Compleet' });
    expect(asked()).toEqual([
      { method: 'GET', path: '/base/v1/GetWorkorder/', query: { row_id: '700123', update_status: 'false' } },
    ]);
  });

  it('set one to handled with the one call that does', async () => {
    answer(workOrderRecord());

    expect(await markWorkOrderHandled(client, '700123')).toMatchObject({ id: '700123' });
    expect(asked()).toEqual([
      { method: 'GET', path: '/base/v1/GetWorkorder/', query: { row_id: '700123', update_status: 'true' } },
    ]);
  });

  it.each([getWorkOrder, markWorkOrderHandled])('answer nothing where there is none', async (read) => {
    answer(null, 1500);
    expect(await read(client, '700123')).toBeUndefined();

    answer([]);
    expect(await read(client, '700123')).toBeUndefined();
  });

  it('take no other refusal for a work order that does not exist', async () => {
    answer(null, 1504);

    expect(await rejection(getWorkOrder(client, '700123'))).toMatchObject({ vendorCode: 1504 });
  });

  it('take neither another work order for it nor an unreadable one for none', async () => {
    answer(workOrderRecord({ id: '700124' }));
    expect(await getWorkOrder(client, '700123')).toBeUndefined();

    answer(workOrderRecord({ Materials: [['not', 'a', 'row']] }));
    expect(await rejection(getWorkOrder(client, '700123'))).toMatchObject({ reason: 'unreadable' });
  });
});

describe('a work order', () => {
  const read = async (changes: Record<string, unknown>) => {
    answer(workOrderRecord(changes));
    return await getWorkOrder(client, '700123');
  };

  it('is read with its periods and materials, decimals as they are written', async () => {
    expect(await read({})).toMatchObject({
      OrderNr: 'WO-2026-0815',
      WorkFinished: true,
      Archived: false,
      CustomerDebtorNr: '10042',
      CustomerDebtorNrInvoice: '10040',
      Workperiods: [{ WorkDate: '03-02-2026', TotalTime: '03:30', Travel: '24', HourType: 'MON' }],
      Materials: [{ MaterialCode: 'A-100', MaterialNr: '2', MaterialPrice: '14,50' }],
    });
  });

  it('is read without what only employees may see', async () => {
    const workOrder = await read({ InternalWorkDescription: 'Kunde zahlt schlecht' });

    expect(JSON.stringify(workOrder)).not.toContain('zahlt schlecht');
  });

  it.each([
    ['null', null],
    ['""', ''],
    ['[]', []],
    ['{}', {}],
    ['nothing', undefined],
  ])('tolerates %s in place of texts and lists', async (_what, nothing) => {
    const workOrder = await read({
      OrderNr: nothing,
      WorkStatus: nothing,
      Workperiods: nothing,
      Materials: nothing,
    });

    expect(workOrder).toMatchObject({ Workperiods: [], Materials: [] });
    expect([workOrder?.OrderNr, workOrder?.WorkStatus]).toEqual([undefined, undefined]);
  });

  it.each([
    ['one object', { MaterialNr: 2 }],
    ['numbered objects', { 0: { MaterialNr: 2 } }],
  ])('tolerates %s in place of a list', async (_what, materials) => {
    expect(await read({ Materials: materials })).toMatchObject({ Materials: [{ MaterialNr: '2' }] });
  });

  it('tolerates numbers in place of texts', async () => {
    expect(await read({ id: 700123, WorkFinished: 1, Archived: 0, CustomerDebtorNr: 10042 })).toMatchObject({
      id: '700123',
      WorkFinished: true,
      Archived: false,
      CustomerDebtorNr: '10042',
    });
  });

  it('may call its status Status', async () => {
    expect(await read({ status: undefined, Status: 'Afgehandeld' })).toMatchObject({ status: 'Afgehandeld' });
  });
});
