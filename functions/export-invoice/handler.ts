import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readEnvironment } from '../../shared/environment.ts';
import {
  buildExportServices,
  exportEnvironmentSchema,
} from '../../shared/exports/worker/build-export-services.ts';
import { processExports } from '../../shared/exports/worker/export-worker.ts';
import { lazy } from '../../shared/lazy.ts';
import { processBatch } from '../../shared/messages/process-batch.ts';

// runs on cold start only
const services = lazy(() => buildExportServices(readEnvironment(exportEnvironmentSchema)));

// called by AWS
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  processBatch((batch, deadline) => processExports(services(), batch, deadline), event, context),
);
