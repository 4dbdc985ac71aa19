import type { FunctionError } from '../lambda/invocation.ts';

/** The function that a schedule started by hand has failed. On AWS nobody waits for it; its error is a metric. */
export class ScheduledInvocationError extends Error {
  override readonly name = 'ScheduledInvocationError';

  constructor(schedule: string, { errorType, errorMessage }: FunctionError) {
    super(`The function of the schedule ${schedule} failed: ${errorType}: ${errorMessage}`);
  }
}
