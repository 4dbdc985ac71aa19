import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deletePartition } from '../aws/delete-partition.ts';
import type { ConnectionServices } from '../imports/import-services.ts';
import { mappingPartitions } from '../imports/mapping-store.ts';
import type { Connection } from './connection.ts';
import { releaseAccounts } from './undo-connecting.ts';
import { WorkerBusyError } from './worker-busy-error.ts';

/** The tables that hold something of a connection. */
export interface ConnectionTables {
  readonly connections: string;
  readonly mappings: string;
  readonly permits: string;
  readonly activity: string;
}

/**
 * Deletes everything that is stored of a disconnected connection. The connection itself goes last, so that stopping in
 * between leaves it to be found and gone on with.
 *
 * @throws WorkerBusyError while a worker holds a lease: what it stores would be left behind
 */
export async function forget(
  { connections, entityStates, now }: Pick<ConnectionServices, 'connections' | 'entityStates' | 'now'>,
  { documents, tables }: { readonly documents: DynamoDBDocumentClient; readonly tables: ConnectionTables },
  connection: Connection,
): Promise<void> {
  const { connectionId } = connection;
  const states = await entityStates.list(connectionId);
  if (states.some(({ leaseUntil }) => leaseUntil > now())) throw new WorkerBusyError();
  for (const partition of mappingPartitions(connectionId)) {
    await deletePartition(documents, tables.mappings, partition);
  }
  await deletePartition(documents, tables.activity, connectionId);
  await documents.send(new DeleteCommand({ TableName: tables.permits, Key: { pk: connectionId } }));
  await deletePartition(documents, tables.connections, connectionId, 'entity#');
  await releaseAccounts({ connections }, connection);
  await connections.remove(connectionId);
}
