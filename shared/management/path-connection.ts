import * as z from 'zod';
import type { Connection } from '../connections/connection.ts';
import { notFound } from '../http/problem.ts';
import type { ManagementServices } from './management-services.ts';

/** Path parameters of every route below `/connections/{connectionId}`. */
export const connectionPath = {
  connectionId: z.string().min(1).max(64).describe('Id of the connection.'),
};

/**
 * The connection that a path names.
 *
 * @throws ProblemError 404 when there is none
 */
export async function pathConnection(
  { connections }: Pick<ManagementServices, 'connections'>,
  { connectionId }: { readonly connectionId: string },
): Promise<Connection> {
  const connection = await connections.get(connectionId);
  if (!connection) throw notFound('There is no such connection.');
  return connection;
}
