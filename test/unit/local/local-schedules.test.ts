import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { LocalStack } from '../../../infra/local/stack/local-stack.ts';
import { NotEmulatedError } from '../../../infra/local/template/errors.ts';
import { schedule, startStack, stopStacks } from '../../support/echo-stack.ts';
import { fixtureFunction, fixtureRole } from '../../support/fixture-assembly.ts';

// Instances start slowly on a busy machine.
jest.setTimeout(30_000);

afterEach(stopStacks);

describe('a schedule', () => {
  const resources = { Role: fixtureRole, Echo: fixtureFunction('echo') };
  const events = (stack: LocalStack): unknown[] =>
    stack.logs.flatMap(({ text }) => (text.startsWith('{') ? [JSON.parse(text) as unknown] : []));

  it('started by hand hands its input to its function and waits for it', async () => {
    const stack = await startStack({
      ...resources,
      Tick: schedule({ State: 'DISABLED' }, '{"task":"tick"}'),
    });

    await stack.runSchedule('tick');
    await stack.stop();

    expect(events(stack)).toEqual([{ task: 'tick' }]);
  });

  it('started by hand fails when its function does', async () => {
    const stack = await startStack({ ...resources, Tick: schedule({}, '{"fail":true}') });

    await expect(stack.runSchedule('tick')).rejects.toThrow(
      'The function of the schedule fixture-Tick failed: Error: no',
    );
  });

  it.each([
    ['an input with context attributes', schedule({}, '{"at":"<aws.scheduler.scheduled-time>"}')],
    [
      'a rule of EventBridge',
      {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          Targets: [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['Echo', 'Arn'] } }],
        },
      },
    ],
  ])('with %s is not emulated, and refused', async (_, Tick) => {
    await expect(startStack({ ...resources, Tick })).rejects.toThrow(NotEmulatedError);
  });

  it('that EventBridge would refuse is refused', async () => {
    await expect(
      startStack({ ...resources, Tick: schedule({ ScheduleExpression: 'rate(1 minutes)' }) }),
    ).rejects.toThrow('rate(1 minutes)');
  });

  it('starts its function by itself at the beginning of a minute', async () => {
    jest.useFakeTimers({
      now: new Date('2026-05-04T10:00:40Z'),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
    });
    const fired: string[] = [];
    const { Scheduler } = await import('../../../infra/local/schedules/scheduler.ts');
    const { parseRate } = await import('../../../infra/local/schedules/rate.ts');
    const target = (name: string, expression: string, enabled = true) => ({
      logicalId: name,
      name,
      enabled,
      functionArn: 'arn',
      isDue: parseRate(expression, new Date()),
      event: {},
    });

    const scheduler = new Scheduler(
      [
        target('tick', 'rate(1 minute)'),
        target('five', 'rate(5 minutes)'),
        target('off', 'rate(1 minute)', false),
      ],
      ({ name }) => fired.push(`${name} ${new Date().toISOString().slice(11, 16)}`),
    );
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    scheduler.stop();
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    jest.useRealTimers();

    expect(fired).toEqual([
      'tick 10:01',
      'tick 10:02',
      'tick 10:03',
      'tick 10:04',
      'tick 10:05',
      'five 10:05',
    ]);
  });
});
