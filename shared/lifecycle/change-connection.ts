import * as z from 'zod';
import { conflict } from '../http/problem.ts';
import type { ConnectionServices } from '../connections/connection-services.ts';
import {
  labelSchema,
  planSchema,
  type Connection,
  type ConnectionStatus,
} from '../connections/connection.ts';
import { resumeWork, type WorkStarter } from './resume-work.ts';
import { applyPlan } from './apply-plan.ts';

/** Body of `PATCH /connections/{connectionId}`. */
export const connectionChangeSchema = z.strictObject({
  plan: planSchema.optional().describe('The easybill plan: "plus" allows 10 calls a minute, "business" 60.'),
  label: labelSchema.nullable().optional(),
  status: z
    .enum(['active', 'paused'])
    .optional()
    .describe('Paused, nothing is synced; what changes meanwhile is made up for when it is active again.'),
});
type ConnectionChange = z.infer<typeof connectionChangeSchema>;

/** Why a connection can be neither paused nor resumed. */
const SUSPENDED_BECAUSE = {
  connecting: 'It is still being connected. Send the request to connect again to finish that.',
  reconnect: 'A vendor does not accept its credentials. Enter new ones; it then goes on by itself.',
  disconnected: 'It is disconnected. Connect the accounts again.',
} as const satisfies Partial<Record<ConnectionStatus, string>>;

/**
 * Changes the plan or the label of a connection, pauses or resumes it. Asking again for what is so already changes nothing.
 *
 * @throws ProblemError 409 for a status that can be neither paused nor resumed; then all else stays, too
 */
export async function changeConnection(
  services: ConnectionServices & WorkStarter,
  connection: Connection,
  { plan, label, status }: ConnectionChange,
): Promise<Connection> {
  if (status !== undefined) refuseWhileSuspended(connection);
  const labelled =
    label === undefined ? connection : await changeLabel(services, connection, label ?? undefined);
  const planned = plan === undefined ? labelled : await changePlan(services, labelled, plan);
  return status === undefined ? planned : changeStatus(services, planned, status);
}

async function changeLabel(
  { connections }: ConnectionServices,
  connection: Connection,
  label: string | undefined,
): Promise<Connection> {
  await connections.update(connection.connectionId, { label });
  return { ...connection, label };
}

async function changePlan(
  services: ConnectionServices,
  connection: Connection,
  plan: Connection['plan'],
): Promise<Connection> {
  const { connectionId } = connection;
  const changed = { ...connection, plan };
  await services.connections.update(connectionId, { plan });
  await applyPlan(services, changed);
  if (plan !== connection.plan) {
    await services.activity.add(connectionId, [{ code: 'planChanged', params: { plan } }]);
  }
  return changed;
}

async function changeStatus(
  services: ConnectionServices & WorkStarter,
  connection: Connection,
  status: 'active' | 'paused',
): Promise<Connection> {
  const { connections, activity } = services;
  const { connectionId } = connection;
  const other = status === 'active' ? 'paused' : 'active';
  if (await connections.changeStatus(connectionId, [other], status)) {
    await activity.add(connectionId, [{ code: status === 'active' ? 'resumed' : 'paused' }]);
  } else {
    const { status: now = 'disconnected' } = (await connections.get(connectionId)) ?? {};
    refuseWhileSuspended({ status: now });
  }
  const changed: Connection = { ...connection, status };
  // Also when it was active before: the request that resumed it may have ended half-way.
  if (status === 'active') await resumeWork(services, changed);
  return changed;
}

function refuseWhileSuspended({ status }: Pick<Connection, 'status'>): void {
  if (status === 'active' || status === 'paused') return;
  throw conflict(`The connection can be neither paused nor resumed. ${SUSPENDED_BECAUSE[status]}`);
}
