import type * as z from 'zod';
import { createDocumentClient } from '../aws/document-client.ts';
import { budgetUse, type BudgetUse } from '../budget/budget-use.ts';
import { newPermits } from '../budget/permit-state.ts';
import { createPermitStore } from '../budget/permit-store.ts';
import {
  buildLifecycleServices,
  lifecycleEnvironmentSchema,
  type LifecycleServices,
} from '../lifecycle/lifecycle-services.ts';
import { CALLS_PER_MINUTE, type Connection } from '../connections/connection.ts';
import { DryRunStore } from '../exports/trigger/dry-run-store.ts';
import { LedgerStore } from '../exports/ledger/ledger-store.ts';
import { OpenProblems } from '../exports/ledger/open-problems.ts';
import type { Overrides } from '../connections/build-connection-services.ts';

/** What the management API works with. */
export interface ManagementServices extends LifecycleServices {
  readonly ledger: LedgerStore;
  readonly openProblems: OpenProblems;
  readonly dryRuns: DryRunStore;
  /** How much of its easybill calls a connection uses now. */
  readonly budgetUse: (connection: Connection) => Promise<BudgetUse>;
}

/** Environment of the management function. */
export const managementEnvironmentSchema = lifecycleEnvironmentSchema;

/** Puts together what the management API works with. */
export function buildManagementServices(
  environment: z.infer<typeof managementEnvironmentSchema>,
  overrides: Overrides = {},
): ManagementServices {
  const documents = createDocumentClient(overrides.observer);
  const permits = createPermitStore(documents, environment.PERMITS_TABLE);
  const services = buildLifecycleServices(environment, overrides, documents);
  return {
    ...services,
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, services.now),
    openProblems: new OpenProblems(documents, environment.LEDGER_TABLE),
    dryRuns: new DryRunStore(documents, environment.ACTIVITY_TABLE, services.now),
    budgetUse: async ({ connectionId, plan, settings }) => {
      const unused = newPermits({ callsPerMinute: CALLS_PER_MINUTE[plan], share: settings.budgetShare });
      const { state = unused } = (await permits.read(connectionId)) ?? {};
      return budgetUse(state, services.now());
    },
  };
}
