import { readEnvironment } from '../../shared/environment.ts';
import {
  buildMaintenanceServices,
  maintenanceEnvironmentSchema,
} from '../../shared/lifecycle/maintenance/maintenance-services.ts';
import { maintenanceWorker } from '../../shared/lifecycle/maintenance/maintenance-worker.ts';
import { lazy } from '../../shared/lazy.ts';
import { queueHandler } from '../../shared/messages/queue-handler.ts';

// runs on cold start only
const worker = lazy(() =>
  maintenanceWorker(buildMaintenanceServices(readEnvironment(maintenanceEnvironmentSchema))),
);

// called by AWS
export const handler = queueHandler(worker);
