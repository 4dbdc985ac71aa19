import * as z from 'zod';
import type { EventRule } from '../emulators/event-bus.ts';
import { NotEmulatedError } from '../template/errors.ts';
import type { StackResources } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';
import { queueNames } from './queues.ts';

// Strict: what is not emulated (schedules, nested patterns, input transformers …) must not be ignored silently.
const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.array(z.string())),
  State: z.literal('ENABLED').default('ENABLED'),
  Tags: z.unknown().optional(),
  Targets: z.tuple([
    z.strictObject({
      Id: z.string(),
      Arn: z.string(),
      RetryPolicy: z.unknown().optional(),
      DeadLetterConfig: z.unknown().optional(),
    }),
  ]),
});

/**
 * The rules of the stack that hand events to queues.
 *
 * @throws NotEmulatedError for another target than one queue of the stack
 */
export function defineEventRules(resources: StackResources, queueUrl: (name: string) => string): EventRule[] {
  const queues = queueNames(resources);
  return resources.ofType('AWS::Events::Rule').map((resource) => {
    const { EventBusName, EventPattern, Targets } = understoodProperties(ruleSchema, resource);
    const name = queues.get(Targets[0].Arn);
    if (name === undefined) {
      throw new NotEmulatedError(resource.logicalId, 'a target of events other than a queue');
    }
    // A rule may name its bus by its ARN.
    const busName = EventBusName.split('/').at(-1) ?? EventBusName;
    return { busName, pattern: EventPattern, queueUrl: queueUrl(name) };
  });
}
