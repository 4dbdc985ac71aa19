import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readEnvironment } from '../../shared/environment.ts';
import { declarePositionImport } from '../../shared/imports/declaration/position-import.ts';
import {
  buildImportServices,
  importEnvironmentSchema,
} from '../../shared/imports/worker/build-import-services.ts';
import { ImportWorker } from '../../shared/imports/worker/import-worker.ts';
import { processBatch } from '../../shared/messages/process-batch.ts';
import { lazy } from '../../shared/lazy.ts';

// runs on cold start only
const worker = lazy(() => {
  const services = buildImportServices(readEnvironment(importEnvironmentSchema));
  return new ImportWorker(services, 'hourType', declarePositionImport);
});

// called by AWS
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  processBatch((batch, deadline) => worker().process(batch, deadline), event, context),
);
