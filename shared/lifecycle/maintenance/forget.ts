import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deletePartition, hasItems } from '../../aws/delete-partition.ts';
import { ledgerPartitions } from '../../exports/ledger/ledger-partitions.ts';
import type { ImportControl } from '../../imports/worker/import-services.ts';
import { mappingPartitions } from '../../mappings/mapping-store.ts';
import type { Connection } from '../../connections/connection.ts';
import { releaseAccounts } from '../undo-connecting.ts';
import { WorkerBusyError } from './worker-busy-error.ts';

/** Exports have no lease. Whatever was at work when the connection ended has ended by then: their longest timeout, and more. */
const EXPORTS_END_MS = 8 * 60_000;

/** The tables that hold something of a connection. */
interface ConnectionTables {
  readonly connections: string;
  readonly mappings: string;
  readonly permits: string;
  readonly activity: string;
  readonly ledger: string;
}

/** What forgetting takes. */
export interface Storage {
  readonly documents: DynamoDBDocumentClient;
  readonly tables: ConnectionTables;
}

/**
 * Deletes everything that is stored of a disconnected connection. The connection itself goes last, so that stopping in
 * between leaves it to be found and forgotten later.
 *
 * @throws WorkerBusyError while a worker may be at work: what it stores would be left behind
 */
export async function forget(
  services: Pick<ImportControl, 'connections' | 'entityStates' | 'now'>,
  storage: Storage,
  connection: Connection,
): Promise<void> {
  const { connections } = services;
  const { documents, tables } = storage;
  const { connectionId } = connection;
  await refuseWhileAtWork(services, storage, connection);
  for (const partition of mappingPartitions(connectionId)) {
    await deletePartition(documents, tables.mappings, partition);
  }
  for (const partition of ledgerPartitions(connectionId)) {
    await deletePartition(documents, tables.ledger, partition);
  }
  await deletePartition(documents, tables.activity, connectionId);
  await documents.send(new DeleteCommand({ TableName: tables.permits, Key: { pk: connectionId } }));
  await deletePartition(documents, tables.connections, connectionId, 'entity#');
  await deletePartition(documents, tables.connections, connectionId, 'exportPoll');
  await releaseAccounts({ connections }, connection);
  await connections.remove(connectionId);
}

async function refuseWhileAtWork(
  { entityStates, now }: Pick<ImportControl, 'entityStates' | 'now'>,
  { documents, tables }: Storage,
  { connectionId, disconnectedAt, createdAt }: Connection,
): Promise<void> {
  const states = await entityStates.list(connectionId);
  if (states.some(({ leaseUntil }) => leaseUntil > now())) throw new WorkerBusyError();
  const waitMs = Date.parse(disconnectedAt ?? createdAt) + EXPORTS_END_MS - now();
  if (waitMs > 0 && (await hasItems(documents, tables.ledger, connectionId))) {
    throw new WorkerBusyError(waitMs / 1000);
  }
}
