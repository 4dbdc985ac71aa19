import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ResolvedResource } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';
import { parseSchedule, type Schedule } from './schedule-expression.ts';

/** What a schedule of the template starts, and when. */
export interface ScheduledTarget {
  readonly logicalId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly schedule: Schedule;
  readonly functionArn: string;
  /** The event for the occurrence at `time`. */
  eventFor(time: Date): unknown;
}

const lambdaArn = /^arn:aws:lambda:/;

// Strict: what is not emulated (start and end dates, input transformers, event patterns …) must not be ignored silently.
const schedulerSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  FlexibleTimeWindow: z.unknown().optional(),
  Target: z.strictObject({
    Arn: z.string().regex(lambdaArn),
    RoleArn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
});

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  Tags: z.unknown().optional(),
  Targets: z.tuple([
    z.strictObject({
      Id: z.string(),
      Arn: z.string().regex(lambdaArn),
      Input: z.string().optional(),
      RetryPolicy: z.unknown().optional(),
      DeadLetterConfig: z.unknown().optional(),
    }),
  ]),
});

/** Where the schedules live. */
export interface ScheduleSurroundings {
  readonly region: string;
  readonly account: string;
  readonly createdAt: Date;
}

/**
 * Reads an EventBridge Scheduler schedule or an EventBridge rule with a schedule.
 *
 * @throws NotEmulatedError for another target than one function, and for event patterns
 */
export function defineScheduledTarget(
  resource: ResolvedResource,
  surroundings: ScheduleSurroundings,
): ScheduledTarget {
  return resource.type === 'AWS::Scheduler::Schedule'
    ? fromScheduler(resource, surroundings)
    : fromRule(resource, surroundings);
}

function fromScheduler(
  resource: ResolvedResource,
  { region, account, createdAt }: ScheduleSurroundings,
): ScheduledTarget {
  const { logicalId, name } = resource;
  const {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZone,
    State,
    Target,
  } = understoodProperties(schedulerSchema, resource);
  const arn = `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`;
  return {
    logicalId,
    name,
    enabled: State === 'ENABLED',
    schedule: parseSchedule(expression, timeZone, createdAt),
    functionArn: Target.Arn,
    eventFor: (time) => (Target.Input === undefined ? {} : parseInput(withContext(Target.Input, arn, time))),
  };
}

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
function withContext(input: string, arn: string, time: Date): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time.toISOString().replace(/\.\d+Z$/, 'Z'))
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

function fromRule(
  resource: ResolvedResource,
  { region, account, createdAt }: ScheduleSurroundings,
): ScheduledTarget {
  const { logicalId, name } = resource;
  const {
    ScheduleExpression: expression,
    State,
    Targets: targets,
  } = understoodProperties(ruleSchema, resource);
  const [{ Arn: functionArn, Input: input }] = targets;
  return {
    logicalId,
    name,
    enabled: State === 'ENABLED',
    schedule: parseSchedule(expression, 'UTC', createdAt),
    functionArn,
    eventFor: (time) =>
      input === undefined
        ? {
            version: '0',
            id: randomUUID(),
            'detail-type': 'Scheduled Event',
            source: 'aws.events',
            account,
            time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
            region,
            resources: [`arn:aws:events:${region}:${account}:rule/${name}`],
            detail: {},
          }
        : parseInput(input),
  };
}

function parseInput(input: string): unknown {
  const event: unknown = JSON.parse(input);
  return event;
}
