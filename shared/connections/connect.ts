import { ulid } from 'ulid';
import { conflict } from '../http/problem.ts';
import { openVendors, type ImportServices } from '../imports/import-services.ts';
import { startRun } from '../imports/start-run.ts';
import { registerWebhook } from '../webhooks/register-webhook.ts';
import type { SigningKey } from '../webhooks/webhook-token.ts';
import { checkCredentials } from './check-credentials.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { Connection } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { outsmartAccount } from './vendor-account.ts';

/** What connecting takes besides what imports take. */
export interface ConnectServices extends ImportServices {
  /** The key that signs new webhook tokens. */
  readonly signingKey: () => Promise<SigningKey>;
  readonly publicBaseUrl: string;
}

/**
 * Joins an OutSmart account with an easybill account: checks both credentials, stores them, registers the webhook at
 * easybill and starts the first import. Connecting the same pair again finds the same connection and revives it.
 * Every step may be repeated: a connect that stopped in between is finished by asking for it again.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 422 for refused credentials, 409 for an account that is joined elsewhere, 503 when a vendor does
 *   not answer
 */
export async function connect(
  services: ConnectServices,
  request: ConnectRequest,
  deadline: number,
): Promise<{ connection: Connection; isNew: boolean }> {
  const { connections } = services;
  const credentials: Credentials = {
    easybillApiKey: request.easybill.apiKey,
    outsmartToken: request.outsmart.token,
    outsmartSoftwareToken: request.outsmart.softwareToken,
  };
  const account = outsmartAccount(credentials.outsmartToken);
  const knownId = await connections.ownerOf({ kind: 'outsmart', account });
  const known = knownId === undefined ? undefined : await connections.get(knownId);
  const connection = known
    ? { ...known, plan: request.plan }
    : newConnection(services, request, account, knownId);

  await services.setPlan(connection);
  const gate = services.openGate(connection, { priority: 'interactive', turn: undefined, deadline });
  try {
    const vendors = openVendors(services, credentials, gate);
    const easybillAccount = await checkCredentials(
      vendors.easybill,
      vendors.outsmart,
      credentials.easybillApiKey,
    );
    const joined = await join(services, { ...connection, easybillAccount }, known, credentials);
    const signingKey = await services.signingKey();
    const webhookId = await registerWebhook(vendors.easybill, signingKey, services.publicBaseUrl, joined);
    const isNew = known === undefined || known.status === 'connecting';
    await connections.update(joined.connectionId, { plan: joined.plan, status: 'active', webhookId });
    await services.activity.add(joined.connectionId, [
      { code: isNew ? 'connectionCreated' : 'connectionRevived', params: { plan: joined.plan } },
    ]);
    if (joined.settings.imports.customers.enabled) {
      await startRun(services, joined.connectionId, 'customer', 'connect');
    }
    return { connection: { ...joined, status: 'active', webhookId }, isNew };
  } finally {
    await gate.close();
  }
}

/** Takes both accounts and keeps the connection and its secret. */
async function join(
  { connections, credentials: store }: ConnectServices,
  connection: Connection,
  known: Connection | undefined,
  credentials: Credentials,
): Promise<Connection> {
  const { connectionId, easybillAccount, outsmartAccount: account } = connection;
  if (known && known.easybillAccount !== easybillAccount) {
    throw conflict(
      'This OutSmart account is connected with another easybill account. Disconnect that one first.',
    );
  }
  if (!(await connections.claim({ kind: 'easybill', account: easybillAccount }, connectionId))) {
    throw conflict(
      'This easybill account is connected with another OutSmart account. Disconnect that one first.',
    );
  }
  if (!(await connections.claim({ kind: 'outsmart', account }, connectionId))) {
    throw conflict('This OutSmart account is being connected by another request. Try again in a minute.');
  }
  if (!known) await connections.put(connection);
  await store.put(connectionId, credentials);
  return connection;
}

function newConnection(
  { now }: ConnectServices,
  { plan, settings }: ConnectRequest,
  account: string,
  connectionId = `c${ulid(now())}`,
): Connection {
  return {
    connectionId,
    status: 'connecting',
    plan,
    settings,
    outsmartAccount: account,
    easybillAccount: '',
    tokenGeneration: 1,
    createdAt: new Date(now()).toISOString(),
  };
}
