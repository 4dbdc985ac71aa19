import type { Connection } from '../connections/connection.ts';
import { notFound } from '../http/problem.ts';
import type { ManagementRequest } from './routes.ts';

/**
 * The connection that the path names.
 *
 * @throws ProblemError 404 when there is none
 */
export async function pathConnection({ event, services }: ManagementRequest): Promise<Connection> {
  const connectionId = event.pathParameters?.connectionId ?? '';
  const connection = connectionId === '' ? undefined : await services.connections.get(connectionId);
  if (!connection) throw notFound('There is no such connection.');
  return connection;
}
