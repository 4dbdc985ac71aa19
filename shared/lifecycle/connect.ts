import { ulid } from 'ulid';
import { openVendors } from '../connections/open-vendors.ts';
import { listEmployees } from '../outsmart/index.ts';
import { activate } from './activate.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';
import { asProblem } from './as-problem.ts';
import { withIgnoreBefore } from '../connections/ignore-before.ts';
import { joinAccounts } from './join-accounts.ts';
import { settingsSchema, type Settings } from '../connections/settings/settings.ts';
import { storeCredentials } from './store-credentials.ts';
import { startWork } from './resume-work.ts';
import { easybillAccount, outsmartAccount } from '../connections/vendor-account.ts';
import { withConnectionLock } from './with-connection-lock.ts';

/** The HTTP API waits 30 s, and connecting takes four calls one after the other. */
export const CALL_TIMEOUT_MS = 5_000;

/**
 * Joins an OutSmart account with an easybill account: checks both credentials, stores them, registers the webhook at
 * easybill and starts the first import. Connecting the same pair again finds the same connection and revives it. Every
 * step may be repeated: a connect that stopped in between is finished by asking for it again, or by the next
 * maintenance.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 422 for refused credentials, 409 for an account that is joined elsewhere or being worked on, 503
 *   when a vendor does not answer
 */
export async function connect(
  services: LifecycleServices,
  request: ConnectRequest,
  deadline: number,
): Promise<{ connection: Connection; isNew: boolean }> {
  const account = outsmartAccount(request.outsmart.token);
  return withConnectionLock(services, account, deadline, () =>
    connectHeld(services, request, account, deadline),
  );
}

async function connectHeld(
  services: LifecycleServices,
  request: ConnectRequest,
  account: string,
  deadline: number,
): Promise<{ connection: Connection; isNew: boolean }> {
  const { connections } = services;
  const credentials: Credentials = {
    easybillApiKey: request.easybill.apiKey,
    outsmartToken: request.outsmart.token,
    outsmartSoftwareToken: request.outsmart.softwareToken,
  };
  const knownId = await connections.ownerOf({ kind: 'outsmart', account });
  const known = knownId === undefined ? undefined : await connections.get(knownId);
  const fresh = newConnection(services, request, account, known ? undefined : knownId);

  const gate = services.openGate(known ?? fresh, {
    priority: 'interactive',
    reservation: undefined,
    deadline,
  });
  try {
    const vendors = openVendors(services, credentials, gate, CALL_TIMEOUT_MS);
    await asProblem('outsmart.token', () => listEmployees(vendors.outsmart));
    // An existing connection keeps its plan until the request is accepted.
    if (!known) await services.setPlan(fresh);
    const easybill = await asProblem('easybill.apiKey', () =>
      easybillAccount(vendors.easybill, credentials.easybillApiKey),
    );
    const joined = await joinAccounts(services, { known, fresh, easybillAccount: easybill });
    const { plan, settings, label } = request;
    await services.setPlan({ ...joined, plan, settings: settings ?? joined.settings });
    const stored = await storeCredentials(services, joined, credentials, { outsmartAccount: account });
    const connection = await asProblem('easybill.apiKey', () =>
      activate(services, stored, vendors.easybill, {
        plan,
        ...(label !== undefined && { label }),
        ...(settings && replaced(settings, joined)),
      }),
    );
    const isNew = joined.connectedAt === undefined;
    await services.activity.add(connection.connectionId, [
      { code: isNew ? 'connectionCreated' : 'connectionRevived', params: { plan: connection.plan } },
    ]);
    await startWork(services, connection);
    return { connection, isNew };
  } finally {
    await gate.close();
  }
}

/** Whoever changes the settings at the same time has to read these first. */
function replaced(
  settings: Settings,
  { settingsVersion = 0, createdAt }: Connection,
): Pick<Connection, 'settings' | 'settingsVersion'> {
  return { settings: withIgnoreBefore(settings, createdAt), settingsVersion: settingsVersion + 1 };
}

function newConnection(
  { now }: LifecycleServices,
  { plan, label, settings = settingsSchema.parse({}) }: ConnectRequest,
  account: string,
  connectionId = `c${ulid(now())}`,
): Connection {
  const at = new Date(now()).toISOString();
  return {
    connectionId,
    label,
    status: 'connecting',
    plan,
    settings: withIgnoreBefore(settings, at),
    outsmartAccount: account,
    firstOutsmartAccount: account,
    easybillAccount: '',
    tokenGeneration: 1,
    credentialsGeneration: 0,
    staleCredentials: [],
    connectingSince: at,
    createdAt: at,
  };
}
