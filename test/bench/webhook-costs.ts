import { FIRST_ID } from '../support/customers.ts';
import type { Criterion } from './criteria.ts';
import { queueRequests } from './import-costs.ts';
import { priceOfMillion, totalOf, type PricePart, type WebhookCosts } from './list-price.ts';
import type { Counts, MeasuredConnector } from './measured-connector.ts';
import { formatTable } from './table.ts';
import { addUnits } from './units.ts';

const ONE_BY_ONE = 10;
const BURST = 20;
const STORM = 100;

// No machine but Lambda tells these.
const ASSUMED = { msPerWebhook: 5, msPerWorkerInvocation: 60, msPerVendorCall: 300 };

interface Scenario {
  readonly name: string;
  readonly webhooks: number;
  readonly counts: Counts;
}

/** Delivers webhooks for records that did not change, and prices a million of each kind. */
export async function measureWebhooks(
  connector: MeasuredConnector,
  memoryMb: { readonly webhook: number; readonly worker: number },
): Promise<{ text: string; criteria: Criterion[] }> {
  const announce = (place: number): void => {
    connector.account.upsertCustomer({ id: FIRST_ID + place });
  };
  const cold = await connector.measure(() => {
    announce(0);
  });
  const warm: Counts[] = [];
  for (let place = 1; place <= ONE_BY_ONE; place += 1) {
    warm.push(
      await connector.measure(() => {
        announce(place);
      }),
    );
  }
  const burst = await connector.measure(() => {
    for (let place = 0; place < BURST; place += 1) announce(100 + place);
  });
  const storm = await connector.measure(() => {
    for (let time = 0; time < STORM; time += 1) announce(200);
  });
  const scenarios: Scenario[] = [
    { name: 'one by one', webhooks: ONE_BY_ONE, counts: warm.reduce(addCounts) },
    { name: 'burst', webhooks: BURST, counts: burst },
    { name: 'storm', webhooks: STORM, counts: storm },
  ];
  const compute = { ...ASSUMED, webhookMemoryMb: memoryMb.webhook, workerMemoryMb: memoryMb.worker };
  const prices = scenarios.map((scenario) => priceOfMillion(costsOf(scenario), compute));
  return {
    text: `  one by one: ${ONE_BY_ONE} different records of one connection, each done before the next webhook comes
  burst: ${BURST} different records of one connection at once; storm: ${STORM} webhooks for one record at once
  Every webhook says "changed", none of the records did. A cold instance calls AWS ${cold.webhookCalls.length} times (${cold.webhookCalls.join(', ')}).

${formatTable(countRows(scenarios))}
  List price of one million webhooks like these, us-east-1, US dollars
${formatTable(priceRows(scenarios, prices))}
  Counted: requests, invocations, units. Assumed: ${ASSUMED.msPerWebhook} ms a webhook at ${memoryMb.webhook} MB; ${ASSUMED.msPerWorkerInvocation} ms a worker invocation and
  ${ASSUMED.msPerVendorCall} ms a vendor call at ${memoryMb.worker} MB. Not in it: logs, metrics, alarms, polling of empty queues, reading the
  signing key and credentials (once in 5 minutes an instance), data transfer, free tiers.
`,
    criteria: [
      {
        kind: 'count',
        what: 'webhook, cold instance: calls to AWS',
        value: cold.webhookCalls.length,
        atMost: 2,
      },
      {
        kind: 'count',
        what: 'webhook, warm instance: calls to AWS',
        value: Math.max(...warm.map(({ webhookCalls }) => webhookCalls.length)),
        atMost: 1,
      },
      {
        kind: 'count',
        what: 'webhooks without a change: OutSmart calls',
        value: Math.max(...scenarios.map(({ counts }) => counts.outsmartCalls)),
        atMost: 0,
      },
    ],
  };
}

function countRows(scenarios: readonly Scenario[]): (string | number)[][] {
  const per = (count: (counts: Counts) => number): number[] =>
    scenarios.map(({ webhooks, counts }) => count(counts) / webhooks);
  return [
    ['counted per webhook', ...scenarios.map(({ name }) => name)],
    ['easybill calls', ...per(({ easybillCalls }) => easybillCalls)],
    ['OutSmart calls', ...per((counts) => counts.outsmartCalls)],
    ['messages sent', ...per(({ sends }) => sends)],
    ['queue requests', ...per(queueRequests)],
    ['worker invocations', ...per(({ workerInvocations }) => workerInvocations)],
    ['read units', ...per((counts) => allUnits(counts).read)],
    ['write units', ...per((counts) => allUnits(counts).write)],
  ];
}

function priceRows(
  scenarios: readonly Scenario[],
  prices: readonly (readonly PricePart[])[],
): (string | number)[][] {
  const parts = (prices[0] ?? []).map(({ part }, row) => [
    part,
    ...prices.map((price) => (price[row]?.dollars ?? 0).toFixed(2)),
  ]);
  return [
    ['', ...scenarios.map(({ name }) => name)],
    ...parts,
    ['sum', ...prices.map((price) => totalOf(price).toFixed(2))],
  ];
}

function costsOf({ webhooks, counts }: Scenario): WebhookCosts {
  const { read, write } = allUnits(counts);
  return {
    webhooks,
    webhookInvocations: counts.webhookInvocations,
    workerInvocations: counts.workerInvocations,
    vendorCalls: counts.easybillCalls + counts.outsmartCalls,
    queueRequests: queueRequests(counts),
    readUnits: read,
    writeUnits: write,
  };
}

function allUnits({ units }: Counts): { read: number; write: number } {
  return Object.values(units).reduce(addUnits);
}

function addCounts(a: Counts, b: Counts): Counts {
  return {
    units: {
      Connections: addUnits(a.units.Connections, b.units.Connections),
      Mappings: addUnits(a.units.Mappings, b.units.Mappings),
      Permits: addUnits(a.units.Permits, b.units.Permits),
      Activity: addUnits(a.units.Activity, b.units.Activity),
    },
    easybillCalls: a.easybillCalls + b.easybillCalls,
    outsmartCalls: a.outsmartCalls + b.outsmartCalls,
    sends: a.sends + b.sends,
    receives: a.receives + b.receives,
    deletes: a.deletes + b.deletes,
    webhookCalls: [...a.webhookCalls, ...b.webhookCalls],
    webhookInvocations: a.webhookInvocations + b.webhookInvocations,
    workerInvocations: a.workerInvocations + b.workerInvocations,
  };
}
