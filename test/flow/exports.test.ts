import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startConnector, type Connector } from '../support/connector.ts';
import {
  askForExports,
  callEventUrl,
  completedOrder,
  connectExporting,
  documentsOf,
  easybillWrites,
  exportBecomes,
  handledCalls,
  pollAsScheduled,
  putEvent,
  TOTAL,
  TRADE,
} from '../support/exporting.ts';
import { FIRST_ID } from '../support/customers.ts';

jest.setTimeout(90_000);

const ACCOUNTS = ['draft', 'final'] as const;
const ONE_CALL_EACH = {
  draft: ['POST /documents'],
  final: ['POST /documents', 'PUT /documents/{id}/done'],
};

describe('a completed work order', () => {
  let connector: Connector;
  const connectionIds = new Map<string, string>();
  beforeAll(async () => {
    connector = await startConnector({ accounts: { draft: TRADE, final: TRADE } });
    for (const account of ACCOUNTS) {
      connectionIds.set(account, await connectExporting(connector, account, { document: account }));
    }
  });
  afterAll(() => connector.stop());

  it.each<[string, (connectionId: string, workOrderId: string) => Promise<unknown>]>([
    [
      'the management API',
      (id, workOrderId) => askForExports(connector, id, { workOrderIds: [workOrderId] }),
    ],
    ['the event URL', (id) => callEventUrl(connector, id)],
    [
      'the event bus',
      (connectionId, workOrderId) => putEvent(connector, { connectionId, workOrderIds: [workOrderId] }),
    ],
    ['the scheduled poll', (id) => pollAsScheduled(connector, id)],
  ])('that is told by %s becomes one invoice with as few calls as can be', async (_, tell) => {
    const { easybill, outsmart } = connector;
    const before = new Map(
      ACCOUNTS.map((account) => [
        account,
        { calls: easybillWrites(connector, account), handled: handledCalls(connector, account) },
      ]),
    );
    await Promise.all(
      ACCOUNTS.map(async (account) => {
        const connectionId = connectionIds.get(account)!;
        const id = completedOrder(connector, account);

        await tell(connectionId, id);
        const entry = await exportBecomes(connector, connectionId, id, 'handled');

        const { calls, handled } = before.get(account)!;
        expect(easybillWrites(connector, account).slice(calls.length)).toEqual(ONE_CALL_EACH[account]);
        expect(handledCalls(connector, account).slice(handled.length)).toEqual([id]);
        expect(outsmart.account(account).workOrders.get(id)).toMatchObject({ status: 'Afgehandeld' });
        const document = documentsOf(connector, account).at(-1)!;
        expect(document).toMatchObject({
          ...TOTAL,
          type: 'INVOICE',
          customer_id: FIRST_ID,
          is_draft: account === 'draft',
        });
        expect(entry).toMatchObject({
          attempts: 1,
          invoice: { documentId: document.id, draft: account === 'draft' },
        });
        expect(entry.invoice.number ?? null).toBe(document.number);
      }),
    );
    expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
  });

  it('has on its invoice what was used and done, line by line, with the VAT of each article', () => {
    const position = (number: string) =>
      [...connector.easybill.account('draft').positions.records.values()].find(
        (one) => one.number === number,
      )!.id;
    for (const account of ACCOUNTS) {
      const { body } = connector.easybill.requests.findLast(
        (request) => request.account === account && request.path === '/documents',
      )!;
      const lines = (body as any).items.filter(({ type }: { type: string }) => type === 'POSITION');
      expect(lines).toMatchObject([
        {
          position_id: position('ART-1'),
          description: 'Filter',
          quantity: 2,
          single_price_net: 1250,
          vat_percent: 19,
        },
        {
          position_id: position('ART-7'),
          description: 'Fachbuch',
          quantity: 0.5,
          single_price_net: 333,
          vat_percent: 7,
        },
        { position_id: position('STD-1'), quantity: 1.5, single_price_net: 6000, vat_percent: 19 },
      ]);
    }
  });

  it('that was not completed, or is told twice, gets no invoice', async () => {
    const { outsmart } = connector;
    const connectionId = connectionIds.get('draft')!;
    const { workOrders } = outsmart.account('draft');
    const underWay = completedOrder(connector, 'draft', { status: 'Opgehaald' });
    const done = workOrders.all()[0]!.id;
    const before = easybillWrites(connector, 'draft');

    await askForExports(connector, connectionId, { workOrderIds: [underWay, done] });
    const skipped = await exportBecomes(connector, connectionId, underWay, 'skipped');
    await connector.stack.idle();

    expect(skipped.error).toMatchObject({ code: 'exportNotComplete', remedy: expect.any(String) });
    expect(workOrders.get(underWay)).toMatchObject({ status: 'Opgehaald' });
    expect(easybillWrites(connector, 'draft')).toEqual(before);
    workOrders.complete(underWay);
    await askForExports(connector, connectionId, { workOrderIds: [underWay] });
    await exportBecomes(connector, connectionId, underWay, 'handled');
    expect(easybillWrites(connector, 'draft').slice(before.length)).toEqual(['POST /documents']);
  });
});
