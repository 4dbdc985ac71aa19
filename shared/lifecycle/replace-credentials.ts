import type * as z from 'zod';
import { conflict, invalid } from '../http/problem.ts';
import { openVendors, type VendorClients } from '../connections/open-vendors.ts';
import { listEmployees } from '../outsmart/index.ts';
import { hasWebhook } from './keep-webhook.ts';
import { activate } from './activate.ts';
import { CALL_TIMEOUT_MS } from './connect.ts';
import { connectRequestSchema } from './connect-request.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';
import { pairOf, type Identity } from '../connections/connection-store.ts';
import { CredentialsMissingError, type Credentials } from '../connections/credentials.ts';
import { asProblem } from './as-problem.ts';
import { storeCredentials } from './store-credentials.ts';
import { resumeWork } from './resume-work.ts';
import { easybillAccount, isNamedByKey, outsmartAccount } from '../connections/vendor-account.ts';
import { withConnectionLock } from './with-connection-lock.ts';

/** Body of `PUT /connections/{connectionId}/credentials`: what is left out stays as it is. */
export const credentialsRequestSchema = connectRequestSchema
  .pick({ easybill: true, outsmart: true })
  .partial()
  .refine(({ easybill, outsmart }) => (easybill ?? outsmart) !== undefined, {
    error: 'Give "easybill", "outsmart" or both.',
  });
export type CredentialsRequest = z.infer<typeof credentialsRequestSchema>;

/**
 * Gives a connection new credentials after both vendors accepted them; a connection that was suspended for want of them
 * goes on. Until then the old ones stay. Safe to repeat.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 422 for credentials that are refused, 409 for those of another account, for a connection that is
 *   not connected, and for one that is being worked on, 503 when a vendor does not answer
 */
export async function replaceCredentials(
  services: LifecycleServices,
  connection: Connection,
  request: CredentialsRequest,
  deadline: number,
): Promise<Connection> {
  return withConnectionLock(services, connection.outsmartAccount, deadline, async () => {
    const current = await services.connections.get(connection.connectionId);
    if (!current || current.status === 'disconnected' || current.status === 'connecting') {
      throw conflict('The connection is not connected. Connect it with POST /connections.');
    }
    const gate = services.openGate(current, { priority: 'interactive', reservation: undefined, deadline });
    try {
      const credentials = await merged(services, current, request);
      const vendors = openVendors(services, credentials, gate, CALL_TIMEOUT_MS);
      await asProblem('outsmart.token', () => listEmployees(vendors.outsmart));
      const accounts = {
        outsmartAccount: outsmartAccount(credentials.outsmartToken),
        easybillAccount: await asProblem('easybill.apiKey', () => sameAccount(vendors, current, credentials)),
      };
      return await replace(services, current, { credentials, accounts, vendors });
    } finally {
      await gate.close();
    }
  });
}

/** The new credentials, with the stored ones where none are given. */
async function merged(
  { credentials }: LifecycleServices,
  connection: Connection,
  { easybill, outsmart }: CredentialsRequest,
): Promise<Credentials> {
  if (easybill && outsmart) return withNew(easybill.apiKey, outsmart);
  try {
    const stored = await credentials.get(connection);
    return withNew(easybill?.apiKey ?? stored.easybillApiKey, {
      token: stored.outsmartToken,
      softwareToken: stored.outsmartSoftwareToken,
      ...outsmart,
    });
  } catch (error) {
    if (!(error instanceof CredentialsMissingError)) throw error;
    throw invalid([{ field: easybill ? 'outsmart' : 'easybill', message: 'Nothing is stored; give both.' }]);
  }
}

function withNew(
  easybillApiKey: string,
  outsmart: { readonly token: string; readonly softwareToken: string },
): Credentials {
  const { token: outsmartToken, softwareToken: outsmartSoftwareToken } = outsmart;
  return { easybillApiKey, outsmartToken, outsmartSoftwareToken };
}

/**
 * Names the easybill account of the key in use, which must be the connection's: its mappings mean nothing elsewhere.
 * An account named by its old key is recognised by our webhook.
 */
async function sameAccount(
  { easybill }: VendorClients,
  connection: Connection,
  { easybillApiKey }: Credentials,
): Promise<string> {
  const account = await easybillAccount(easybill, easybillApiKey);
  if (account === connection.easybillAccount) return account;
  if (isNamedByKey(connection.easybillAccount) && (await hasWebhook(easybill, connection.connectionId))) {
    return account;
  }
  throw conflict(
    'The key belongs to another easybill account. To move to that account, disconnect and connect again.',
  );
}

/** All checks are passed. */
async function replace(
  services: LifecycleServices,
  connection: Connection,
  {
    credentials,
    accounts,
    vendors,
  }: {
    readonly credentials: Credentials;
    readonly accounts: Pick<Connection, 'outsmartAccount' | 'easybillAccount'>;
    readonly vendors: VendorClients;
  },
): Promise<Connection> {
  const { connectionId, status } = connection;
  const { given, taken } = identitiesOf(connection, accounts);
  await take(services, connectionId, taken);
  const replaced = await storeCredentials(services, connection, credentials, accounts);
  for (const identity of given) await services.connections.release(identity, connectionId);
  const active =
    status === 'reconnect'
      ? await asProblem('easybill.apiKey', () => activate(services, replaced, vendors.easybill))
      : replaced;
  await services.activity.add(connectionId, [{ code: 'credentialsReplaced' }]);
  if (status === 'reconnect') await resumeWork(services, active);
  return active;
}

/** What names the accounts now and no more, and what will name them and does not yet. */
function identitiesOf(
  before: Pick<Connection, 'outsmartAccount' | 'easybillAccount'>,
  after: Pick<Connection, 'outsmartAccount' | 'easybillAccount'>,
): { given: Identity[]; taken: Identity[] } {
  const [old, current] = [before, after].map((accounts): Identity[] => [
    { kind: 'outsmart', account: accounts.outsmartAccount },
    { kind: 'easybill', account: accounts.easybillAccount },
    pairOf(accounts),
  ]);
  const without = (all: Identity[] = [], others: Identity[] = []): Identity[] =>
    all.filter(({ account }) => !others.some((other) => other.account === account));
  return { given: without(old, current), taken: without(current, old) };
}

/** All or none. */
async function take(
  { connections }: LifecycleServices,
  connectionId: string,
  identities: readonly Identity[],
): Promise<void> {
  for (const [i, identity] of identities.entries()) {
    if (await connections.claim(identity, connectionId)) continue;
    for (const taken of identities.slice(0, i)) await connections.release(taken, connectionId);
    throw conflict('The account belongs to another connection. Disconnect that one first.');
  }
}
