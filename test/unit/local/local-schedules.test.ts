import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { LocalStack } from '../../../infra/local/stack/local-stack.ts';
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
      Tick: schedule({ State: 'DISABLED' }, '{"task":"tick","at":"<aws.scheduler.scheduled-time>"}'),
    });

    await stack.runSchedule('tick');
    await stack.stop();

    expect(events(stack)).toEqual([
      { task: 'tick', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    ]);
  });

  it('started by hand fails when its function does', async () => {
    const stack = await startStack({ ...resources, Tick: schedule({}, '{"fail":true}') });

    await expect(stack.runSchedule('tick')).rejects.toThrow(
      'The function of the schedule fixture-Tick failed: Error: no',
    );
  });

  it('of an EventBridge rule without input hands over a scheduled event', async () => {
    const stack = await startStack({
      ...resources,
      Nightly: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'cron(0 2 * * ? *)',
          State: 'ENABLED',
          Targets: [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['Echo', 'Arn'] } }],
        },
      },
    });

    await stack.runSchedule('Nightly');
    await stack.stop();

    expect(events(stack)).toMatchObject([
      { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} },
    ]);
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
    const { parseSchedule } = await import('../../../infra/local/schedules/schedule-expression.ts');
    const target = (name: string, expression: string, enabled = true) => ({
      logicalId: name,
      name,
      enabled,
      functionArn: 'arn',
      schedule: parseSchedule(expression, 'UTC', new Date()),
      eventFor: () => ({}),
    });

    const scheduler = new Scheduler(
      [
        target('tick', 'rate(1 minute)'),
        target('five', 'cron(0/5 * * * ? *)'),
        target('off', 'rate(1 minute)', false),
      ],
      ({ name }, time) => fired.push(`${name} ${time.toISOString().slice(11, 16)}`),
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
