import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { activity, api, eventually, startConnector, type Connector } from '../support/connector.ts';
import {
  askForExports,
  completedOrder,
  connectExporting,
  documentsOf,
  easybillWrites,
  exportBecomes,
  exportsWorkedOff,
  material,
  period,
  pollAsScheduled,
  retry,
  TOTAL,
  TRADE,
} from '../support/exporting.ts';
import { deadLetters } from '../support/queue.ts';

jest.setTimeout(90_000);

describe('a work order that easybill lacks something for', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      accounts: { lacking: TRADE, making: TRADE, shown: TRADE, refusing: TRADE },
    });
  });
  afterAll(() => connector.stop());
  const complaints = (): string[] => [...connector.easybill.violations, ...connector.outsmart.violations];

  it('brings its customer and product along once, where the settings say so and nothing else is wrong', async () => {
    const { easybill } = connector;
    const connectionId = await connectExporting(connector, 'making', { createMissingProduct: true });
    // Nobody but the export itself knows then what it made.
    easybill.account('making').deliveries.dropNext(100);
    const changes = {
      CustomerName: 'Neue Kundin',
      CustomerDebtorNr: '20001',
      CustomerStreet: 'Am Mühlbach 3',
      CustomerZIP: '99084',
      CustomerCity: 'Erfurt',
      Materials: [material('ART-9', 'Kugelhahn', '3', '7,35')],
    };
    const refused = completedOrder(connector, 'making', {
      ...changes,
      Materials: [material('ART-9', 'Kugelhahn', '', '7,35')],
    });
    await askForExports(connector, connectionId, { workOrderIds: [refused] });
    await exportBecomes(connector, connectionId, refused, 'failed');
    expect(easybillWrites(connector, 'making')).toEqual([]);

    for (const id of [1, 2].map(() => completedOrder(connector, 'making', changes))) {
      await askForExports(connector, connectionId, { workOrderIds: [id] });
      await exportBecomes(connector, connectionId, id, 'handled');
    }

    const calls = easybillWrites(connector, 'making');
    expect(calls.toSorted()).toEqual([
      'POST /customers',
      'POST /documents',
      'POST /documents',
      'POST /positions',
    ]);
    expect(calls.slice(-1)).toEqual(['POST /documents']);
    const account = easybill.account('making');
    const made = [...account.customers.values()].find(({ number }) => number === '20001')!;
    expect(made).toMatchObject({ street: 'Am Mühlbach 3', zip_code: '99084', city: 'Erfurt' });
    const article = [...account.positions.records.values()].find(({ number }) => number === 'ART-9')!;
    expect(article).toMatchObject({ description: 'Kugelhahn', sale_price: 735, vat_percent: 19 });
    for (const document of documentsOf(connector, 'making')) {
      // 3 x 7.35 and 1.5 h at 60.00.
      expect(document).toMatchObject({ customer_id: made.id, amount_net: 11_205, amount: 13_334 });
      expect(document.items.find(({ number }) => number === 'ART-9')).toMatchObject({
        position_id: article.id,
        vat_percent: 19,
      });
    }
    expect(complaints()).toEqual([]);
  });

  it('is refused with what to do otherwise, and goes on once that is done', async () => {
    const { easybill, outsmart } = connector;
    const connectionId = await connectExporting(connector, 'lacking', { createMissingCustomer: false });
    const withoutCustomer = completedOrder(connector, 'lacking', { CustomerDebtorNr: '20002' });
    const withoutHourType = completedOrder(connector, 'lacking', { Workperiods: [period('STD-9')] });

    await askForExports(connector, connectionId);
    const noCustomer = await exportBecomes(connector, connectionId, withoutCustomer, 'failed');
    const noHourType = await exportBecomes(connector, connectionId, withoutHourType, 'failed');

    for (const [{ error, orderNumber }, missing] of [
      [noCustomer, '20002'],
      [noHourType, 'STD-9'],
    ] as const) {
      expect(error.text).toContain(missing);
      expect(error.text).toContain(orderNumber);
      expect(error.remedy).toEqual(expect.any(String));
    }
    expect(easybillWrites(connector, 'lacking')).toEqual([]);
    expect(outsmart.account('lacking').workOrders.get(withoutCustomer)).toMatchObject({ status: 'Compleet' });

    easybill.account('lacking').upsertCustomer({
      number: '20002',
      company_name: 'Nachgetragen GmbH',
      street: 'Weg 1',
      zip_code: '10115',
      city: 'Berlin',
    });
    easybill.account('lacking').positions.put({
      id: 9_000_009,
      number: 'STD-9',
      type: 'SERVICE',
      description: 'Notdienst',
      unit: 'Stunde',
      sale_price: 9_000,
    });
    await eventually(
      () => [
        outsmart.account('lacking').relations.has('20002'),
        outsmart.account('lacking').collection('/hourtypes').rows.has('STD-9'),
      ],
      (arrived) => arrived.every(Boolean),
    );
    for (const id of [withoutCustomer, withoutHourType]) {
      expect(await retry(connector, connectionId, id)).toMatchObject({ status: 202 });
      const entry = await exportBecomes(connector, connectionId, id, 'handled');
      expect(entry.error).toBeUndefined();
    }
    expect(easybillWrites(connector, 'lacking')).toEqual(['POST /documents', 'POST /documents']);
    expect(documentsOf(connector, 'lacking').map(({ amount_net: net }) => net)).toEqual([
      TOTAL.amount_net,
      // An hour and a half at 90.00 instead of 60.00.
      TOTAL.amount_net + 4_500,
    ]);
    expect(complaints()).toEqual([]);
  });

  it('is shown with lines and totals before, which changes nothing, and again after its draft was deleted', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectExporting(connector, 'shown');
    const id = completedOrder(connector, 'shown');
    const refused = completedOrder(connector, 'shown', { Materials: [], Workperiods: [] });

    const { dryRunId } = await askForExports(connector, connectionId, { dryRun: true });
    const { previews } = await eventually(
      async () => (await api(stack, 'GET', `/connections/${connectionId}/exports/dry-runs/${dryRunId}`)).body,
      ({ state }) => state === 'complete',
    );

    const error = { text: expect.stringContaining(`WO-${refused}`), remedy: expect.any(String) };
    expect(previews).toMatchObject([
      { workOrderId: id, total: { netCents: TOTAL.amount_net, grossCents: TOTAL.amount } },
      { workOrderId: refused, error },
    ]);
    const shownLines = previews[0].document.items;
    expect(easybillWrites(connector, 'shown')).toEqual([]);
    expect(outsmart.account('shown').workOrders.get(id)).toMatchObject({ status: 'Compleet' });
    expect((await api(stack, 'GET', `/connections/${connectionId}/exports`)).body.items).toEqual([]);

    await askForExports(connector, connectionId, { workOrderIds: [id] });
    await exportBecomes(connector, connectionId, id, 'handled');
    const posted = () =>
      easybill.requests.filter(({ account, path }) => account === 'shown' && path === '/documents');
    expect((posted()[0]!.body as any).items).toEqual(shownLines);

    const [draft] = documentsOf(connector, 'shown');
    expect(await retry(connector, connectionId, id, { again: true })).toMatchObject({ status: 409 });
    easybill.account('shown').documents.remove(draft!.id);
    outsmart.account('shown').workOrders.complete(id);
    expect(await retry(connector, connectionId, id, { again: true })).toMatchObject({ status: 202 });
    const again = await exportBecomes(connector, connectionId, id, 'handled', 2);
    await exportsWorkedOff(connector);

    const [second, ...others] = documentsOf(connector, 'shown');
    expect(others).toEqual([]);
    expect(again.invoice).toMatchObject({ documentId: second!.id, draft: true });
    expect(second!.external_id).not.toBe(draft!.external_id);
    expect(posted()).toHaveLength(2);
    expect(complaints()).toEqual([]);
  });

  it('is exported once OutSmart tells of it again; that it refused to is told once', async () => {
    const { stack, outsmart } = connector;
    const connectionId = await connectExporting(connector, 'refusing');
    const id = completedOrder(connector, 'refusing');
    outsmart.faults.add({
      match: { path: '/GetWorkorders', account: 'refusing' },
      times: 2,
      fault: { kind: 'envelope', code: 1400 },
    });
    const told = async (): Promise<any[]> =>
      (await activity(stack, connectionId)).filter(({ code }) => code === 'exportPollRejected');

    await pollAsScheduled(connector, connectionId);
    await eventually(told, ({ length }) => length > 0);
    await exportsWorkedOff(connector);
    await pollAsScheduled(connector, connectionId);
    await eventually(
      () => outsmart.faults.outstanding,
      (outstanding) => outstanding === 0,
    );
    await exportsWorkedOff(connector);

    expect(await told()).toMatchObject([
      { level: 'error', text: expect.stringContaining('1400'), remedy: expect.any(String) },
    ]);
    expect(await deadLetters(stack, 'ExportTriggerDeadLettersQueue')).toEqual([]);
    await pollAsScheduled(connector, connectionId);
    await exportBecomes(connector, connectionId, id, 'handled');
    expect(complaints()).toEqual([]);
  });
});
