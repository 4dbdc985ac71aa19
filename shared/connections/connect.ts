import { ulid } from 'ulid';
import { conflict } from '../http/problem.ts';
import { openVendors, type ConnectionServices } from '../imports/import-services.ts';
import { startRun } from '../imports/start-run.ts';
import { listEmployees } from '../outsmart/index.ts';
import { registerWebhook } from '../webhooks/register-webhook.ts';
import type { SigningKey } from '../webhooks/webhook-token.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { Connection } from './connection.ts';
import { importsEntity, settingsSchema } from './settings.ts';
import type { Credentials } from './credentials.ts';
import { explained } from './explained.ts';
import { easybillAccount, outsmartAccount } from './vendor-account.ts';

/** The HTTP API waits 30 s, and connecting takes four calls one after the other. */
const CALL_TIMEOUT_MS = 5_000;

/** What connecting takes besides what imports take. */
export interface ConnectServices extends ConnectionServices {
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
  const identity = { kind: 'outsmart', account: outsmartAccount(credentials.outsmartToken) } as const;
  const knownId = await connections.ownerOf(identity);
  const known = knownId === undefined ? undefined : await connections.get(knownId);
  const connection = known
    ? { ...known, plan: request.plan, settings: request.settings ?? known.settings }
    : newConnection(services, request, identity.account, knownId);

  const gate = services.openGate(connection, { priority: 'interactive', turn: undefined, deadline });
  try {
    const vendors = openVendors(services, credentials, gate, CALL_TIMEOUT_MS);
    await explained('outsmart.token', () => listEmployees(vendors.outsmart));
    // An existing connection keeps its plan until the request is accepted.
    if (!known) await services.setPlan(connection);
    const account = await explained('easybill.apiKey', () =>
      easybillAccount(vendors.easybill, credentials.easybillApiKey),
    );
    const joined = await join(services, { ...connection, easybillAccount: account }, known, credentials);
    if (known) await services.setPlan(joined);
    const signingKey = await services.signingKey();
    const webhookId = await explained('easybill.apiKey', () =>
      registerWebhook(vendors.easybill, signingKey, services.publicBaseUrl, joined),
    );
    const isNew = known === undefined || known.status === 'connecting';
    await connections.update(joined.connectionId, {
      plan: joined.plan,
      settings: joined.settings,
      status: 'active',
      webhookId,
    });
    await services.activity.add(joined.connectionId, [
      { code: isNew ? 'connectionCreated' : 'connectionRevived', params: { plan: joined.plan } },
    ]);
    if (importsEntity(joined.settings, 'customer')) {
      await startRun(services, joined.connectionId, 'customer', 'connect');
    }
    return { connection: { ...joined, status: 'active', webhookId }, isNew };
  } finally {
    await gate.close();
  }
}

/**
 * Takes both accounts and keeps the connection and its secret. The easybill account is taken last: what stops before
 * leaves it free, and what stops after has left a connection that can be found and finished.
 */
async function join(
  { connections, credentials: store }: ConnectServices,
  connection: Connection,
  known: Connection | undefined,
  credentials: Credentials,
): Promise<Connection> {
  const { connectionId, easybillAccount, outsmartAccount: account } = connection;
  const isJoined = known !== undefined && known.status !== 'connecting';
  if (isJoined && known.easybillAccount !== easybillAccount) {
    throw conflict(
      'This OutSmart account is connected with another easybill account. Disconnect that one first.',
    );
  }
  const easybill = { kind: 'easybill', account: easybillAccount } as const;
  const joinedElsewhere = conflict(
    'This easybill account is connected with another OutSmart account. Disconnect that one first.',
  );
  const owner = await connections.ownerOf(easybill);
  if (owner !== undefined && owner !== connectionId) throw joinedElsewhere;
  if (!(await connections.claim({ kind: 'outsmart', account }, connectionId))) {
    throw conflict('This OutSmart account is being connected by another request. Try again in a minute.');
  }
  // An attempt that stopped on the way may have been with another key.
  if (known && !isJoined)
    await connections.release({ ...easybill, account: known.easybillAccount }, connectionId);
  if (!isJoined) await connections.put(connection);
  if (!(await connections.claim(easybill, connectionId))) {
    // Another request was faster between the look and the claim: nothing of this one may stay.
    if (!isJoined) {
      await connections.remove(connectionId);
      await connections.release({ kind: 'outsmart', account }, connectionId);
    }
    throw joinedElsewhere;
  }
  await store.put(connectionId, credentials);
  return connection;
}

function newConnection(
  { now }: ConnectServices,
  { plan, settings = settingsSchema.parse({}) }: ConnectRequest,
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
