import middy from '@middy/core';
import { readEnvironment } from '../../shared/environment.ts';
import {
  buildConnectionServices,
  connectionEnvironmentSchema,
} from '../../shared/imports/build-import-services.ts';
import { lazy } from '../../shared/lazy.ts';
import { tick } from '../../shared/schedule/tick.ts';

// runs on cold start only
const services = lazy(() => buildConnectionServices(readEnvironment(connectionEnvironmentSchema)));

// called by AWS, every minute
export const handler = middy().handler(() => tick(services()));
