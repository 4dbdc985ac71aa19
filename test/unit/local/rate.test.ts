import { describe, expect, it } from '@jest/globals';
import { parseRate, ScheduleExpressionError } from '../../../infra/local/schedules/rate.ts';

const createdAt = new Date('2026-01-01T00:00:30Z');

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', '2026-01-01T00:01:00Z', true],
    ['rate(5 minutes)', '2026-01-01T00:05:00Z', true],
    ['rate(5 minutes)', '2026-01-01T00:06:00Z', false],
    ['rate(5 minutes)', '2026-01-01T00:00:00Z', false],
    ['rate(2 hours)', '2026-01-01T04:00:00Z', true],
    ['rate(1 day)', '2026-01-02T00:00:00Z', true],
  ])('%s at %s is due: %s', (expression, minute, expected) => {
    expect(parseRate(expression, createdAt)(new Date(minute))).toBe(expected);
  });

  it.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(30 seconds)',
    'cron(0 2 * * ? *)',
    'at(2026-03-04T05:06:00)',
    'every day',
  ])('%s is refused', (expression) => {
    expect(() => parseRate(expression, createdAt)).toThrow(ScheduleExpressionError);
  });
});
