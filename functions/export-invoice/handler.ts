import { readEnvironment } from '../../shared/environment.ts';
import {
  buildExportServices,
  exportEnvironmentSchema,
} from '../../shared/exports/worker/build-export-services.ts';
import { exportWorker } from '../../shared/exports/worker/export-worker.ts';
import { lazy } from '../../shared/lazy.ts';
import { queueHandler } from '../../shared/messages/queue-handler.ts';

// runs on cold start only
const worker = lazy(() => exportWorker(buildExportServices(readEnvironment(exportEnvironmentSchema))));

// called by AWS
export const handler = queueHandler(worker);
