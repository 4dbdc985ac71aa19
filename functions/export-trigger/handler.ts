import { readEnvironment } from '../../shared/environment.ts';
import {
  buildTriggerServices,
  triggerEnvironmentSchema,
} from '../../shared/exports/trigger/build-trigger-services.ts';
import { triggerWorker } from '../../shared/exports/trigger/trigger-worker.ts';
import { lazy } from '../../shared/lazy.ts';
import { queueHandler } from '../../shared/messages/queue-handler.ts';

// runs on cold start only
const worker = lazy(() => triggerWorker(buildTriggerServices(readEnvironment(triggerEnvironmentSchema))));

// called by AWS
export const handler = queueHandler(worker);
