import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { LedgerStore } from '../../../shared/exports/ledger-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { DEPTH, LONGEST_MS, SEED } from './effort.ts';
import { plansOf, type Strike } from './http-faults.ts';
import { TOTAL } from './http-work-order.ts';
import { HttpWorld, type HttpWorldOptions } from './http-world.ts';
import { MemoryLedger } from './memory-ledger.ts';

const PARALLEL_WORLDS = 6;
const MOST_FINDINGS = 3;
/** Of the pairs of faults, this part is played unless everything is explored. */
const SHARE = DEPTH > 2 ? 1 : 0.4;

let tables: Tables;
let worlds = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

type World = Pick<HttpWorldOptions, 'document' | 'ledger'>;

/** Plays a work order to its end, with its message twice more, and says what is not as it should be. */
async function play(
  options: World,
  plan: readonly Strike[],
): Promise<{ calls: readonly string[]; wrong: string[] }> {
  worlds += 1;
  const world = await HttpWorld.start({ ...options, connectionId: `c${worlds}`, plan });
  try {
    world.hint();
    await world.settle();
    const calls = [...world.calls];
    const wrong = await wrongAtRest(world);
    world.hint();
    world.hint();
    await world.settle();
    if (world.calls.length > calls.length) wrong.push('a repeated message made calls');
    return { calls, wrong };
  } catch (error) {
    return { calls: world.calls, wrong: [String(error)] };
  } finally {
    await world.stop();
  }
}

async function wrongAtRest(world: HttpWorld): Promise<string[]> {
  const { easybill, outsmart, workOrderId, connection } = world;
  const wrong = [...world.violations, ...easybill.violations, ...outsmart.violations];
  const entry = await world.entry();
  const [invoice, ...others] = world.documents();
  if (!invoice) wrong.push('there is no invoice');
  for (const { id, is_draft: isDraft } of others)
    wrong.push(`${isDraft ? 'draft' : 'invoice'} ${id} is left over`);
  if (entry?.documentId !== invoice?.id) wrong.push('another document is stored');
  if (entry?.externalId !== invoice?.external_id) wrong.push('the invoice has another external id');
  if (entry?.state !== 'handled') wrong.push(`it came to rest as ${entry?.state} (${entry?.problem?.code})`);
  if (entry?.dueAt !== undefined) wrong.push('it is not at rest');
  if (invoice?.is_draft !== (connection.settings.exports.document === 'draft'))
    wrong.push('not finished as set');
  if (invoice?.amount !== TOTAL.amount || invoice.amount_net !== TOTAL.amount_net) {
    wrong.push(`the invoice is of ${invoice?.amount_net} and ${invoice?.amount} cents`);
  }
  const { status } = outsmart.account('first').workOrders.get(workOrderId) ?? {};
  if (status !== 'Afgehandeld') wrong.push(`the work order is ${status}`);
  if (easybill.faults.outstanding + outsmart.faults.outstanding > 0) wrong.push('a fault never struck');
  if (easybill.faults.lateArrivals > 0) wrong.push('a late call never arrived');
  return wrong;
}

/**
 * Plays each fault at each call that comes after the last one of `before`.
 *
 * @param share the part of these runs that is played, chosen by the seed
 */
async function playEach(
  what: string,
  world: World,
  before: readonly Strike[],
  share = 1,
): Promise<{ runs: number; findings: unknown[] }> {
  const base = await play(world, before);
  const last = before.at(-1);
  const ofVendor = base.calls.flatMap((call, at) => (last && call.startsWith(last.vendor) ? [at] : []));
  const all = plansOf(base.calls, before, last ? ofVendor[last.skip]! + 1 : 0);
  const random = seededRandom(SEED ?? 1);
  const plans = all.filter(() => random() < share);
  const played = await pMap(plans, async (plan) => ({ plan, ...(await play(world, plan)) }), {
    concurrency: PARALLEL_WORLDS,
  });
  stdout.write(`exports over HTTP, ${world.document}, ${what}: ${plans.length} of ${all.length} runs\n`);
  const findings = [{ plan: before, ...base }, ...played]
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ plan, ...found }) => ({ plan: JSON.stringify(plan), ...found }));
  return { runs: all.length, findings: findings.slice(0, MOST_FINDINGS) };
}

const easybillCall = (skip: number, mishap: Omit<Strike, 'vendor' | 'skip'>): Strike => ({
  vendor: 'easybill',
  skip,
  ...mishap,
});
const LOST = { fault: { kind: 'lostAnswer' } } as const;
const NEVER_ARRIVED = { fault: { kind: 'refuse' } } as const;
/** After the document was made again. */
const ARRIVED_LATE = { fault: { kind: 'lateArrival' }, afterSeconds: 400 } as const;

describe('exports over HTTP, with vendors that fail', () => {
  it.each(['draft', 'final'] as const)(
    'make one invoice whatever fails at which call, with the ledger in its table (%s)',
    async (document) => {
      const ledger = (now: () => number) => new LedgerStore(tables.documents, tables.ledger, now);
      const { runs, findings } = await playEach('one fault', { document, ledger }, []);
      expect(findings).toEqual([]);
      // A way without calls would prove nothing.
      expect(runs).toBeGreaterThan(50);
    },
    LONGEST_MS,
  );

  it.each([
    ['the answer to POST /documents was lost', 'draft', easybillCall(0, LOST)],
    ['the answer to POST /documents was lost', 'final', easybillCall(0, LOST)],
    ['POST /documents never arrived', 'final', easybillCall(0, NEVER_ARRIVED)],
    ['POST /documents arrived late', 'draft', easybillCall(0, ARRIVED_LATE)],
    ['POST /documents arrived late', 'final', easybillCall(0, ARRIVED_LATE)],
    ['the answer to PUT done was lost', 'final', easybillCall(1, LOST)],
    ['PUT done never arrived', 'final', easybillCall(1, NEVER_ARRIVED)],
  ] as const)(
    'make one invoice whatever fails at which call after %s (%s)',
    async (what, document, strike) => {
      const ledger = (now: () => number) => new MemoryLedger(now);
      const { runs, findings } = await playEach(`after ${what}`, { document, ledger }, [strike], SHARE);
      expect(findings).toEqual([]);
      expect(runs).toBeGreaterThan(30);
    },
    LONGEST_MS,
  );
});
