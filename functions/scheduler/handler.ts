import middy from '@middy/core';
import { readEnvironment } from '../../shared/environment.ts';
import { lazy } from '../../shared/lazy.ts';
import { rotateKeys } from '../../shared/schedule/rotate-keys.ts';
import { scheduleEventSchema } from '../../shared/schedule/schedule-event.ts';
import { buildScheduleServices, scheduleEnvironmentSchema } from '../../shared/schedule/schedule-services.ts';
import { tick } from '../../shared/schedule/tick.ts';

// runs on cold start only
const services = lazy(() => buildScheduleServices(readEnvironment(scheduleEnvironmentSchema)));

// called by AWS, every minute, and by operators
export const handler = middy().handler(async (input) => {
  const event = scheduleEventSchema.parse(input);
  switch (event.task) {
    case 'tick':
      return tick(services(), event.minutes);
    case 'rotateKeys':
      return rotateKeys(services(), event.now);
  }
});
