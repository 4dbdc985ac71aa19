import * as z from 'zod';
import type { ResolvedResource } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';
import { parseRate } from './rate.ts';

/** What a schedule of the template starts, and when. */
export interface ScheduledTarget {
  readonly logicalId: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Whether it is due in the minute that begins then. */
  readonly isDue: (minute: Date) => boolean;
  readonly functionArn: string;
  readonly event: unknown;
}

// Strict: what is not emulated (start and end dates, context attributes in the input …) must not be ignored silently.
const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  // A rate has none.
  ScheduleExpressionTimezone: z.unknown().optional(),
  FlexibleTimeWindow: z.unknown().optional(),
  Target: z.strictObject({
    Arn: z.string().regex(/^arn:aws:lambda:/),
    RoleArn: z.string(),
    Input: z
      .string()
      .regex(/^(?!.*<aws\.scheduler\.)/)
      .default('{}'),
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
});

/**
 * Reads an EventBridge Scheduler schedule, which counts from `createdAt`.
 *
 * @throws NotEmulatedError for another target than one function; ScheduleExpressionError
 */
export function defineScheduledTarget(resource: ResolvedResource, createdAt: Date): ScheduledTarget {
  const { ScheduleExpression, State, Target } = understoodProperties(scheduleSchema, resource);
  const event: unknown = JSON.parse(Target.Input);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    enabled: State === 'ENABLED',
    isDue: parseRate(ScheduleExpression, createdAt),
    functionArn: Target.Arn,
    event,
  };
}
