import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import {
  buildMaintenanceServices,
  maintenanceEnvironmentSchema,
} from '../../shared/lifecycle/maintenance/maintenance-services.ts';
import { processMaintenance } from '../../shared/lifecycle/maintenance/maintenance-worker.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lazy } from '../../shared/lazy.ts';
import { processBatch } from '../../shared/messages/process-batch.ts';

// runs on cold start only
const services = lazy(() => buildMaintenanceServices(readEnvironment(maintenanceEnvironmentSchema)));

// called by AWS
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  processBatch((batch, deadline) => processMaintenance(services(), batch, deadline), event, context),
);
