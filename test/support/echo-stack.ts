import type { LocalStackOptions } from '../../infra/local/stack/deployed-stack.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack/local-stack.ts';
import { writeFixtureAssembly, type FixtureAssembly, type FixtureResource } from './fixture-assembly.ts';

const cleanups: (() => Promise<void>)[] = [];

/** Has something else ended after the test, before what was started earlier. */
export function afterwards(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

/** Ends the stacks that were started, newest first, and removes their assemblies. */
export async function stopStacks(): Promise<void> {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

/** Starts a stack of these resources; the bundle `echo` writes its event to the log, and fails when told to. */
export async function startStack(
  resources: Readonly<Record<string, FixtureResource>>,
  options: Partial<LocalStackOptions> = {},
): Promise<LocalStack> {
  const bundles = {
    echo: 'export const handler = async (event) => { console.log(JSON.stringify(event)); if (event.fail) throw new Error("no"); };',
  };
  const assembly: FixtureAssembly = await writeFixtureAssembly(resources, bundles);
  cleanups.push(() => assembly.remove());
  const stack = await startLocalStack({ ...assembly, schedules: 'manual', ...options });
  cleanups.push(() => stack.stop());
  return stack;
}

/** A schedule that calls the function `Echo` in the role `Role`. */
export function schedule(
  properties: Readonly<Record<string, unknown>> = {},
  input?: string,
): FixtureResource {
  return {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 minute)',
      Target: {
        Arn: { 'Fn::GetAtt': ['Echo', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        ...(input === undefined ? {} : { Input: input }),
      },
      ...properties,
    },
  };
}
