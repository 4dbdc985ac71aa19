import {
  buildConnectingServices,
  connectingEnvironmentSchema,
  type ConnectingServices,
} from '../connections/connecting-services.ts';

/** What the management API works with. */
export type ManagementServices = ConnectingServices;

/** Environment of the management function. */
export const managementEnvironmentSchema = connectingEnvironmentSchema;

/** Puts together what the management API works with. */
export const buildManagementServices = buildConnectingServices;
