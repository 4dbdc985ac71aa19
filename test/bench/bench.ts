/**
 * Prints what the connector costs: ratios to an empty handler and counts of requests. Exits with 1 when a count misses
 * its criterion; times depend on the machine and are only reported, as sizes are.
 */
import { synthesise } from '../../infra/local/stack/synth.ts';
import { simulateBudgetUse } from './budget-use.ts';
import { missesCount, verdict, type Criterion } from './criteria.ts';
import { entityReport, MEASURED_ACCOUNTS, measureEntities } from './entity-costs.ts';
import { measureExports } from './export-costs.ts';
import { measureImports } from './import-costs.ts';
import { measureLoadTimes, type LoadTime } from './load-times.ts';
import { startMeasuredConnector } from './measured-connector.ts';
import { formatTable } from './table.ts';
import { measureWebhooks } from './webhook-costs.ts';

const WEBHOOK = 'easybill-webhook';
const WORKER = 'import-customers';

function print(title: string, text: string): void {
  process.stdout.write(`\n${title}\n\n${text}`);
}

function loadReport(times: readonly LoadTime[]): { text: string; criteria: Criterion[] } {
  const [empty, ...functions] = times;
  if (!empty) throw new Error('there is no empty handler to compare with');
  const webhook = functions.find(({ name }) => name === WEBHOOK);
  const rows = times.map(({ name, bytes, wallMs, cpuMs }) => [
    name,
    bytes,
    wallMs,
    wallMs / empty.wallMs,
    cpuMs / empty.cpuMs,
  ]);
  return {
    text: formatTable([['', 'bytes', 'load ms (p50)', 'x empty', 'x empty, CPU'], ...rows]),
    criteria: [
      { kind: 'size', what: 'webhook bundle: bytes', value: webhook?.bytes ?? NaN, atMost: 12 * 1024 },
      {
        kind: 'time',
        what: 'webhook load: x empty handler',
        value: (webhook?.wallMs ?? NaN) / empty.wallMs,
        atMost: 1.3,
      },
    ],
  };
}

const stack = await synthesise('.cache/bench-assembly');
const times = await measureLoadTimes(stack);
const load = loadReport(times);
print('Bundle size and load time, fresh processes in turn', load.text);

const connector = await startMeasuredConnector(stack, MEASURED_ACCOUNTS);
const memoryOf = (name: string): number => times.find((time) => time.name === name)?.memoryMb ?? NaN;
const imports = await measureImports(connector);
print('Importing 1,000 customers', imports.text);
const webhooks = await measureWebhooks(connector, { webhook: memoryOf(WEBHOOK), worker: memoryOf(WORKER) });
print('Webhooks', webhooks.text);
const entities = entityReport([imports.runs, ...(await measureEntities(connector))]);
print('Importing each kind of record twice', entities.text);
const violations = [...connector.easybill.violations, ...connector.outsmart.violations];
await connector.stop();

const exports = await measureExports(stack);
print('Invoices of work orders', exports.text);
violations.push(...exports.violations);

const uses = await Promise.all([10, 60].map(simulateBudgetUse));
const budgetRows = uses.map(({ limit, use, writesPerCall, refused }) => [
  `${limit} calls a minute`,
  `${(use * 100).toFixed(1)} %`,
  writesPerCall,
  refused,
]);
print(
  'Budget use with more work than budget, 12 simulated hours',
  formatTable([['', 'used', 'writes per call', 'refused'], ...budgetRows]),
);

const criteria: Criterion[] = [
  ...load.criteria,
  ...entities.criteria,
  ...webhooks.criteria,
  ...exports.criteria,
  {
    kind: 'count',
    what: 'calls over the budget',
    value: Math.max(...uses.map(({ refused }) => refused)),
    atMost: 0,
  },
  { kind: 'count', what: 'complaints of the simulated vendors', value: violations.length, atMost: 0 },
];
print('Criteria', formatTable([['', 'value', 'criterion', ''], ...criteria.map(verdict)]));
if (missesCount(criteria)) process.exitCode = 1;
