import { customers } from '../support/customers.ts';
import type { EntityRuns } from './entity-costs.ts';
import { callApi, type Counts, type MeasuredConnector } from './measured-connector.ts';
import { formatTable } from './table.ts';
import { addUnits } from './units.ts';

const CUSTOMERS = 1000;

/** Imports 1,000 customers twice; each run is counted from the request that starts it to its last message. */
export async function measureImports(
  connector: MeasuredConnector,
): Promise<{ text: string; runs: EntityRuns }> {
  connector.account.seedCustomers(customers(CUSTOMERS));
  const run = (): Promise<Counts> =>
    connector.measure(() => callApi(connector.stack, `/connections/${connector.connectionId}/imports`, {}));
  const first = await run();
  const second = await run();
  const stored = connector.outsmart.account('bench').relations.size;
  if (stored !== CUSTOMERS) throw new Error(`${stored} of ${CUSTOMERS} customers arrived`);
  const bookkeeping = bookkeepingOf(second);
  const rows = [
    ['', 'first run', 'second run'],
    ['easybill calls', first.easybillCalls, second.easybillCalls],
    ['OutSmart calls', first.outsmartCalls, second.outsmartCalls],
    ['messages sent', first.sends, second.sends],
    ['queue requests (send, receive, delete)', queueRequests(first), queueRequests(second)],
    ['worker invocations', first.workerInvocations, second.workerInvocations],
    ...(['Mappings', 'Connections', 'Permits', 'Activity'] as const).flatMap((table) => [
      [`${table}: read units`, first.units[table].read, second.units[table].read],
      [`${table}: write units`, first.units[table].write, second.units[table].write],
    ]),
  ];
  return {
    text: `${formatTable(rows)}
  Whatever its size, a run with one page costs ${bookkeeping.read} read and ${bookkeeping.write} write units of bookkeeping: lease, run,
  permits, log, and the request that starts it.
`,
    runs: { entity: 'customer', records: CUSTOMERS, parents: 0, first, second },
  };
}

/** What a run costs beside its records. */
function bookkeepingOf({ units }: Counts): { read: number; write: number } {
  return [units.Connections, units.Permits, units.Activity].reduce(addUnits);
}

/** Requests to SQS that follow the traffic. */
export function queueRequests({ sends, receives, deletes }: Counts): number {
  return sends + receives + deletes;
}
