import { eventually, importEnded } from '../connector.ts';
import { FIRST_ID } from '../customers.ts';
import { connectWatched, must } from './connect-steps.ts';
import { easybillFaults, outsmartFaults } from './talkative-faults.ts';
import type { WatchedConnector } from './watched-connector.ts';

/** Faults of an import that are tried, each with an account of its own. */
export const LIST_FAULTS = ['400', '401', '403', '429', 'a page with 500', 'odd records'] as const;
export const WRITE_FAULTS = [
  'code 1003',
  'code 1004',
  'code 1007',
  'code 1300',
  'a page with 500',
  '429',
] as const;

export const listing = (fault: string): string => `easybill lists: ${fault}`;
export const writing = (fault: string): string => `OutSmart writes: ${fault}`;

/** Connects an account for each fault and lets it strike the first import. */
export async function failToImport(connector: WatchedConnector): Promise<Map<string, string>> {
  const { easybill, outsmart, canaries, logs } = connector;
  const atEasybill = easybillFaults(canaries);
  const atOutsmart = outsmartFaults(canaries);
  for (const name of LIST_FAULTS) {
    easybill.faults.add({ match: { path: '/customers', account: listing(name) }, fault: atEasybill[name]! });
  }
  for (const name of WRITE_FAULTS) {
    const match = { method: 'POST', path: '/relations', account: writing(name) };
    outsmart.faults.add({ match, fault: atOutsmart[name]! });
  }
  const ids = new Map<string, string>();
  for (const account of [...LIST_FAULTS.map(listing), ...WRITE_FAULTS.map(writing)]) {
    ids.set(account, await connectWatched(connector, account));
  }
  await eventually(
    () => easybill.faults.outstanding + outsmart.faults.outstanding,
    (left) => left === 0,
  );
  for (const connectionId of ids.values()) {
    await eventually(
      async () => {
        const { body } = await connector.call('GET', `/connections/${connectionId}/imports?limit=1`);
        const isBug = logs.some(({ text }) => text.includes('message failed') && text.includes(connectionId));
        return isBug ? 'bug' : String(body.items[0].state);
      },
      (state) => state !== 'queued' && state !== 'running',
    );
  }
  return ids;
}

/** Connects again what the vendors had refused, and imports once more. */
export async function reconnect(connector: WatchedConnector, accounts: readonly string[]): Promise<void> {
  for (const account of accounts) {
    const connectionId = await connectWatched(connector, account);
    const run = await importEnded(connector.stack, connectionId);
    if (run.state !== 'complete') throw new Error(`the import of "${account}" ended as ${run.state}`);
  }
}

/** Deletes, archives and renumbers customers, then imports again and compares with what OutSmart holds. */
export async function importAgain(
  connector: WatchedConnector,
  connectionId: string,
  name: string,
): Promise<void> {
  const { stack, easybill, outsmart, canaries, call } = connector;
  const account = easybill.account(name);
  account.deliveries.dropNext(10);
  account.deleteCustomer(FIRST_ID);
  account.upsertCustomer({ id: FIRST_ID + 1, archived: true });
  account.upsertCustomer({ id: FIRST_ID + 2, number: 'NEU-1', note: canaries.plant('a new note') });
  const { rows } = outsmart.account(name).collection('/relations');
  rows.set('10005', { ...rows.get('10005'), city: canaries.plant('a city changed at OutSmart') });
  const { runs } = await must(
    202,
    call('POST', `/connections/${connectionId}/imports`, { body: { verify: true } }),
  );
  const { state } = await importEnded(stack, connectionId, runs[0].runId as string);
  if (state !== 'complete') throw new Error(`the second import ended as ${state}`);
}

/** Reads whatever the management API shows, and asks for what it does not. */
export async function lookAround({ stack, canaries, call }: WatchedConnector): Promise<void> {
  const says = (what: string): string => canaries.plant(`request: ${what}`);
  const { body } = await call('GET', '/connections?limit=100');
  for (const { connectionId } of body.items as { connectionId: string }[]) {
    const path = `/connections/${connectionId}`;
    await must(200, call('GET', path));
    for (const lang of ['de', 'en']) await must(200, call('GET', `${path}/activity?limit=100&lang=${lang}`));
    const { items } = await must(200, call('GET', `${path}/imports`));
    for (const { runId } of items) await must(200, call('GET', `${path}/imports/${runId}`));
  }
  const path = `/connections/${body.items[0].connectionId}`;
  await must(404, call('GET', `/connections/${says('a connection')}`));
  await must(404, call('GET', `${path}/imports/${says('a run')}`));
  await must(404, call('POST', `${path}/imports/${says('a run')}/confirm`));
  await must(404, call('GET', `/${says('a path')}`));
  const queries = ['limit', 'cursor', 'lang', 'level', 'entity', 'since'].map(
    (name) => `${name}=${says(name)}`,
  );
  await must(
    422,
    call('GET', `${path}/activity?${queries.join('&')}&unknown=${says('an unknown parameter')}`),
  );
  const headers = { 'x-unknown': says('a header'), authorization: says('an authorization') };
  await must(
    422,
    call('POST', `${path}/imports`, {
      body: { entities: [says('an entity')], verify: says('verify') },
      headers,
    }),
  );
  await stack.invoke('Scheduler', { task: 'tick', minutes: 15 });
}
