import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import {
  buildCareServices,
  careEnvironmentSchema,
} from '../../shared/lifecycle/maintenance/maintenance-services.ts';
import { processCare } from '../../shared/lifecycle/maintenance/maintenance-worker.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lazy } from '../../shared/lazy.ts';
import { processBatch } from '../../shared/messages/process-batch.ts';

// runs on cold start only
const services = lazy(() => buildCareServices(readEnvironment(careEnvironmentSchema)));

// called by AWS
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  processBatch((batch, deadline) => processCare(services(), batch, deadline), event, context),
);
