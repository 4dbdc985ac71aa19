import type * as z from 'zod';
import { createDocumentClient } from '../../aws/document-client.ts';
import { environmentSchema } from '../../environment.ts';
import type { Overrides } from '../../connections/build-connection-services.ts';
import {
  buildConnectingServices,
  connectingEnvironmentSchema,
  type ConnectingServices,
} from '../lifecycle-services.ts';
import type { Connection } from '../../connections/connection.ts';
import { forget } from './forget.ts';

/** What caring for connections works with. */
export interface CareServices extends ConnectingServices {
  /** Deletes everything that is stored of a disconnected connection. */
  readonly forget: (connection: Connection) => Promise<void>;
}

/** Environment of the function that cares for connections. */
export const careEnvironmentSchema = connectingEnvironmentSchema.extend({
  MAPPINGS_TABLE: environmentSchema.shape.MAPPINGS_TABLE,
});

/** Puts together what caring for connections works with; clients connect at their first call. */
export function buildCareServices(
  environment: z.infer<typeof careEnvironmentSchema>,
  overrides: Overrides = {},
): CareServices {
  const documents = createDocumentClient(overrides.observer);
  const services = buildConnectingServices(environment, overrides, documents);
  const tables = {
    connections: environment.CONNECTIONS_TABLE,
    mappings: environment.MAPPINGS_TABLE,
    permits: environment.PERMITS_TABLE,
    activity: environment.ACTIVITY_TABLE,
    ledger: environment.LEDGER_TABLE,
  };
  return { ...services, forget: (connection) => forget(services, { documents, tables }, connection) };
}
