import type { ConnectionServices } from '../connections/connection-services.ts';
import type { Connection } from '../connections/connection.ts';

/** Gives the budget the plan and share a connection has now, and those of a change that is stored meanwhile as well. */
export async function applyPlan(
  { connections, setPlan }: Pick<ConnectionServices, 'connections' | 'setPlan'>,
  connection: Connection,
): Promise<void> {
  await setPlan(connection);
  const stored = await connections.get(connection.connectionId);
  const isTold =
    stored?.plan === connection.plan && stored.settings.budgetShare === connection.settings.budgetShare;
  if (stored && !isTold) await applyPlan({ connections, setPlan }, stored);
}
