import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readEnvironment } from '../../shared/environment.ts';
import {
  buildTriggerServices,
  triggerEnvironmentSchema,
} from '../../shared/exports/trigger/build-trigger-services.ts';
import { processTriggers } from '../../shared/exports/trigger/trigger-worker.ts';
import { lazy } from '../../shared/lazy.ts';
import { processBatch } from '../../shared/messages/process-batch.ts';

// runs on cold start only
const services = lazy(() => buildTriggerServices(readEnvironment(triggerEnvironmentSchema)));

// called by AWS
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  processBatch((batch, deadline) => processTriggers(services(), batch, deadline), event, context),
);
