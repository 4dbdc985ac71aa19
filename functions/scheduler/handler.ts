import middy from '@middy/core';
import { readEnvironment } from '../../shared/environment.ts';
import { lazy } from '../../shared/lazy.ts';
import { buildScheduleServices, scheduleEnvironmentSchema } from '../../shared/schedule/schedule-services.ts';
import { tick } from '../../shared/schedule/tick.ts';

// runs on cold start only
const services = lazy(() => buildScheduleServices(readEnvironment(scheduleEnvironmentSchema)));

// called by AWS, every minute
export const handler = middy().handler(() => tick(services()));
