import { conflict } from '../http/problem.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';
import { pairOf, type ConnectionStore } from '../connections/connection-store.ts';
import { undoConnecting } from './undo-connecting.ts';

/** Both accounts, and what is known of them. */
export interface Accounts {
  /** The connection that the OutSmart account belongs to or belonged to last. */
  readonly known: Connection | undefined;
  /** What to make of the accounts if they were never joined. */
  readonly fresh: Connection;
  readonly easybillAccount: string;
}

/**
 * Finds the connection of two accounts, or makes one, and takes the accounts for it. A live connection stays as it is; any
 * other is stored as connecting, with a new generation of webhook tokens. The easybill account is taken last: what stops
 * before leaves it free, and what stops after has left a connection that can be found and finished.
 *
 * @throws ProblemError 409 when one of the accounts belongs to another connection that is not disconnected, or the
 *   connection is being forgotten
 */
export async function joinAccounts(services: LifecycleServices, accounts: Accounts): Promise<Connection> {
  const { connections } = services;
  const { known, easybillAccount } = accounts;
  const found = await connectionOf(connections, accounts);
  if (found.cleanup === 'purge') {
    throw conflict('The connection is being forgotten. Send the request again in a few minutes.');
  }
  const { connectionId } = found;
  const easybill = { kind: 'easybill', account: easybillAccount } as const;
  const outsmart = { kind: 'outsmart', account: accounts.fresh.outsmartAccount } as const;
  const joinedElsewhere = conflict(
    'This easybill account is connected with another OutSmart account. Disconnect that one first.',
  );
  const ownerId = await connections.ownerOf(easybill);
  const owner = ownerId === undefined ? undefined : await connections.get(ownerId);
  if (owner && owner.connectionId !== connectionId && owner.status !== 'disconnected') throw joinedElsewhere;

  if (!(await connections.claim(outsmart, connectionId, known?.connectionId))) {
    throw conflict('This OutSmart account is being connected by another request. Try again in a minute.');
  }
  // An attempt that stopped on the way may have been with another key.
  if (found.easybillAccount !== '' && found.easybillAccount !== easybillAccount) {
    await connections.release({ ...easybill, account: found.easybillAccount }, connectionId);
  }
  const joining = isLive(found) ? found : connecting(services, { ...found, easybillAccount });
  if (!isLive(found)) await connections.put(joining);
  if (!(await connections.claim(easybill, connectionId, ownerId))) {
    // Another request was faster between the look and the claim: nothing of this one may stay.
    if (!isLive(found)) await undoConnecting(services, joining);
    throw joinedElsewhere;
  }
  await connections.claim(pairOf({ outsmartAccount: outsmart.account, easybillAccount }), connectionId);
  return joining;
}

async function connectionOf(
  connections: ConnectionStore,
  { known, fresh, easybillAccount }: Accounts,
): Promise<Connection> {
  if (known && (known.easybillAccount === easybillAccount || known.status === 'connecting')) return known;
  if (known && isLive(known)) {
    throw conflict(
      'This OutSmart account is connected with another easybill account. Disconnect that one first.',
    );
  }
  const pair = pairOf({ outsmartAccount: fresh.outsmartAccount, easybillAccount });
  const earlierId = await connections.ownerOf(pair);
  const earlier = earlierId === undefined ? undefined : await connections.get(earlierId);
  return earlier ?? fresh;
}

/** Connecting again revokes the tokens from before disconnecting. */
function connecting({ now }: LifecycleServices, connection: Connection): Connection {
  return {
    ...connection,
    cleanup: undefined,
    disconnectedAt: undefined,
    status: 'connecting',
    tokenGeneration:
      connection.status === 'disconnected' ? connection.tokenGeneration + 1 : connection.tokenGeneration,
    connectingSince: new Date(now()).toISOString(),
  };
}

function isLive({ status }: Connection): boolean {
  return status === 'active' || status === 'paused' || status === 'reconnect';
}
