import type { SynthesisedStack } from '../../infra/local/stack/synth.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { askForExports, completedOrder, connectExporting, documentsOf, TRADE } from '../support/exporting.ts';
import type { Criterion } from './criteria.ts';
import { formatTable } from './table.ts';

const INVOICES = 10;
const ACCOUNTS = ['draft', 'final', 'newCustomers'] as const;
type Account = (typeof ACCOUNTS)[number];

/** easybill calls that invoices of one account took. */
interface Calls {
  readonly posts: number;
  readonly finishes: number;
  readonly lists: number;
  readonly customerReads: number;
  readonly all: number;
}

/**
 * Exports work orders as drafts, as final invoices, and as final invoices of customers that easybill lacks. What counts
 * is every easybill call from then on, including those that webhooks for our own writes set off.
 */
export async function measureExports(
  stackToRun: SynthesisedStack,
): Promise<{ text: string; criteria: Criterion[]; violations: readonly string[] }> {
  const connector = await startConnector({
    assembly: stackToRun,
    accounts: { draft: TRADE, final: TRADE, newCustomers: TRADE },
  });
  try {
    const calls = {
      draft: await invoice(connector, 'draft', 'draft'),
      final: await invoice(connector, 'final', 'final'),
      newCustomers: await invoice(connector, 'newCustomers', 'final', '20001'),
    };
    const violations = [...connector.easybill.violations, ...connector.outsmart.violations];
    return { ...reportOf(calls), violations };
  } finally {
    await connector.stop();
  }
}

async function invoice(
  connector: Connector,
  account: Account,
  document: 'draft' | 'final',
  customer = '10001',
): Promise<Calls> {
  const { stack, easybill } = connector;
  const connectionId = await connectExporting(connector, account, { document });
  await stack.idle();
  const before = easybill.requests.length;
  const complete = (): string =>
    completedOrder(connector, account, {
      CustomerDebtorNr: customer,
      CustomerStreet: 'Weg 1',
      CustomerZIP: '10115',
      CustomerCity: 'Berlin',
    });
  // Alone, as others of a customer that is being made at this moment wait for minutes.
  await askForExports(connector, connectionId, { workOrderIds: [complete()] });
  await stack.idle();
  for (let order = 1; order < INVOICES; order += 1) complete();
  await askForExports(connector, connectionId);
  await stack.idle();
  await easybill.idle();
  await stack.idle();
  const made = documentsOf(connector, account).length;
  if (made !== INVOICES) throw new Error(`${made} of ${INVOICES} invoices were made`);
  const calls = easybill.requests.slice(before).filter((request) => request.account === account);
  const count = (pattern: RegExp): number =>
    calls.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;
  return {
    posts: count(/^POST \/documents$/),
    finishes: count(/^PUT \/documents\/\d+\/done$/),
    lists: count(/^GET \/documents$/),
    customerReads: count(/^GET \/customers\/\d+$/),
    all: calls.length,
  };
}

function reportOf(calls: Readonly<Record<Account, Calls>>): { text: string; criteria: Criterion[] } {
  const row = (what: string, count: (one: Calls) => number): (string | number)[] => [
    what,
    ...ACCOUNTS.map((account) => count(calls[account]) / INVOICES),
  ];
  const per = (what: string, value: number, atMost: number): Criterion => {
    return { kind: 'count', what: `invoice, ${what}`, value: value / INVOICES, atMost };
  };
  const { draft, final, newCustomers } = calls;
  return {
    text: `${formatTable([
      ['easybill calls per invoice', 'draft', 'final', 'final, new customer'],
      row('POST /documents', ({ posts }) => posts),
      row('PUT /documents/{id}/done', ({ finishes }) => finishes),
      row('lists of documents', ({ lists }) => lists),
      row('GET /customers/{id}', ({ customerReads }) => customerReads),
      row('all, with those our own writes set off', ({ all }) => all),
    ])}
  ${INVOICES} work orders each. Those of the last column are of one customer that easybill lacks: it is looked up, made, and
  comes back once by webhook.
`,
    criteria: [
      per('draft: easybill calls', draft.all, 1),
      // A customer whose invoice is final is read anew when it was not for an hour.
      { kind: 'count', what: 'invoice, final: reads of one customer', value: final.customerReads, atMost: 1 },
      per('final: easybill calls, without those reads', final.all - final.customerReads, 2),
      per('final: lists of documents', draft.lists + final.lists + newCustomers.lists, 0),
    ],
  };
}
