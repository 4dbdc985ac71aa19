import { describe, expect, it } from '@jest/globals';
import { parseSchedule } from '../../../infra/local/schedules/schedule-expression.ts';
import { ScheduleExpressionError } from '../../../infra/local/schedules/schedule-expression-error.ts';

const createdAt = new Date('2026-01-01T00:00:30Z');

function isDue(expression: string, minute: string, timeZone = 'UTC'): boolean {
  return parseSchedule(expression, timeZone, createdAt).isDue(new Date(minute));
}

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', '2026-01-01T00:01:00Z', true],
    ['rate(5 minutes)', '2026-01-01T00:05:00Z', true],
    ['rate(5 minutes)', '2026-01-01T00:06:00Z', false],
    ['rate(5 minutes)', '2026-01-01T00:00:00Z', false],
    ['rate(2 hours)', '2026-01-01T04:00:00Z', true],
    ['rate(1 day)', '2026-01-02T00:00:00Z', true],
    ['at(2026-03-04T05:06:00)', '2026-03-04T05:06:00Z', true],
    ['at(2026-03-04T05:06:00)', '2027-03-04T05:06:00Z', false],
    ['cron(15 10 * * ? *)', '2026-06-01T10:15:00Z', true],
    ['cron(15 10 * * ? *)', '2026-06-01T10:16:00Z', false],
    ['cron(0/15 * * * ? *)', '2026-06-01T10:45:00Z', true],
    ['cron(0/15 * * * ? *)', '2026-06-01T10:50:00Z', false],
    ['cron(0 18 ? * MON-FRI *)', '2026-06-05T18:00:00Z', true],
    ['cron(0 18 ? * MON-FRI *)', '2026-06-06T18:00:00Z', false],
    ['cron(0 18 ? * FRI-MON *)', '2026-06-07T18:00:00Z', true],
    ['cron(0 18 ? * FRI-MON *)', '2026-06-09T18:00:00Z', false],
    ['cron(0 0 L * ? *)', '2028-02-29T00:00:00Z', true],
    ['cron(0 0 L * ? *)', '2028-02-28T00:00:00Z', false],
    ['cron(0 0 1W * ? *)', '2026-08-03T00:00:00Z', true],
    ['cron(0 0 ? * 6L *)', '2026-06-26T00:00:00Z', true],
    ['cron(0 0 ? * 6L *)', '2026-06-19T00:00:00Z', false],
    ['cron(0 0 ? * TUE#2 *)', '2026-06-09T00:00:00Z', true],
    ['cron(0 0 ? * TUE#2 *)', '2026-06-16T00:00:00Z', false],
    ['cron(0 0 1 JAN,JUL ? 2026-2027)', '2027-07-01T00:00:00Z', true],
    ['cron(0 0 1 JAN,JUL ? 2026-2027)', '2028-07-01T00:00:00Z', false],
  ])('%s at %s is due: %s', (expression, minute, expected) => {
    expect(isDue(expression, minute)).toBe(expected);
  });

  it('is read on the clock of its time zone', () => {
    expect(isDue('cron(0 6 * * ? *)', '2026-07-01T04:00:00Z', 'Europe/Berlin')).toBe(true);
    expect(isDue('cron(0 6 * * ? *)', '2026-12-01T05:00:00Z', 'Europe/Berlin')).toBe(true);
  });

  it('is due once in the hour that comes twice in autumn', () => {
    expect(isDue('cron(30 2 * * ? *)', '2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe(true);
    expect(isDue('cron(30 2 * * ? *)', '2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe(false);
  });

  it.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(30 seconds)',
    'cron(* * * * * *)',
    'cron(0 0 ? * ? *)',
    'cron(60 0 * * ? *)',
    'cron(0 0 * * ?)',
    'at(tomorrow)',
    'every day',
  ])('%s is refused', (expression) => {
    expect(() => parseSchedule(expression, 'UTC', createdAt)).toThrow(ScheduleExpressionError);
  });
});
