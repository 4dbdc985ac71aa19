import type * as z from 'zod';
import { createDocumentClient } from '../../aws/document-client.ts';
import { environmentSchema } from '../../environment.ts';
import type { Overrides } from '../../connections/build-connection-services.ts';
import {
  buildLifecycleServices,
  lifecycleEnvironmentSchema,
  type LifecycleServices,
} from '../lifecycle-services.ts';
import type { Connection } from '../../connections/connection.ts';
import { forget } from './forget.ts';

/** What maintaining connections works with. */
export interface MaintenanceServices extends LifecycleServices {
  /** Deletes everything that is stored of a disconnected connection. */
  readonly forget: (connection: Connection) => Promise<void>;
}

/** Environment of the function that maintains connections. */
export const maintenanceEnvironmentSchema = lifecycleEnvironmentSchema.extend({
  MAPPINGS_TABLE: environmentSchema.shape.MAPPINGS_TABLE,
});

/** Puts together what maintaining connections works with; clients connect at their first call. */
export function buildMaintenanceServices(
  environment: z.infer<typeof maintenanceEnvironmentSchema>,
  overrides: Overrides = {},
): MaintenanceServices {
  const documents = createDocumentClient(overrides.observer);
  const services = buildLifecycleServices(environment, overrides, documents);
  const tables = {
    connections: environment.CONNECTIONS_TABLE,
    mappings: environment.MAPPINGS_TABLE,
    permits: environment.PERMITS_TABLE,
    activity: environment.ACTIVITY_TABLE,
    ledger: environment.LEDGER_TABLE,
  };
  return { ...services, forget: (connection) => forget(services, { documents, tables }, connection) };
}
