import { parseCron, type WallClock } from './cron.ts';
import { ScheduleExpressionError } from './schedule-expression-error.ts';

/** Decides whether a schedule is due in the minute that begins at `minute`. */
export interface Schedule {
  isDue(minute: Date): boolean;
}

const minuteMs = 60_000;
const unitMinutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/**
 * Reads `rate(…)`, `cron(…)` or `at(…)`. A rate counts from `createdAt`; cron and at are read in `timeZone`. Clock changes
 * as EventBridge Scheduler handles them: a time that the change skips is skipped, one that comes twice is due once.
 *
 * @throws ScheduleExpressionError
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseSchedule(expression: string, timeZone: string, createdAt: Date): Schedule {
  const [, kind, text = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'rate':
      return rateSchedule(text, expression, createdAt);
    case 'at':
      return atSchedule(text, expression, timeZone);
    case 'cron': {
      const matches = parseCron(text);
      return {
        isDue: (minute) => isFirstOccurrence(minute, timeZone) && matches(wallClock(minute, timeZone)),
      };
    }
    default:
      throw new ScheduleExpressionError(expression);
  }
}

function rateSchedule(text: string, expression: string, createdAt: Date): Schedule {
  const [, count = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const value = Number(count);
  const minutes = (unitMinutes[unit] ?? 0) * value;
  // `rate(1 minutes)` and `rate(5 minute)` are refused.
  if (minutes === 0 || (value === 1) !== (plural === '')) throw new ScheduleExpressionError(expression);
  return {
    isDue: (minute) => {
      const passed = Math.floor((minute.getTime() - startOfMinute(createdAt)) / minuteMs);
      return passed > 0 && passed % minutes === 0;
    },
  };
}

function atSchedule(text: string, expression: string, timeZone: string): Schedule {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):\d\d$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) throw new ScheduleExpressionError(expression);
  const [year = 0, month = 0, day = 0, hour = 0, minuteOfHour = 0] = parts;
  const wanted = { year, month, day, hour, minute: minuteOfHour };
  return {
    isDue: (minute) => isFirstOccurrence(minute, timeZone) && isSame(wallClock(minute, timeZone), wanted),
  };
}

function startOfMinute(date: Date): number {
  return Math.floor(date.getTime() / minuteMs) * minuteMs;
}

// The hour that comes twice in autumn: its second pass shows what the clock showed an hour before.
function isFirstOccurrence(minute: Date, timeZone: string): boolean {
  const hourBefore = new Date(minute.getTime() - 60 * minuteMs);
  return !isSame(wallClock(minute, timeZone), wallClock(hourBefore, timeZone));
}

function isSame(left: WallClock, right: WallClock): boolean {
  return (
    left.year === right.year &&
    left.month === right.month &&
    left.day === right.day &&
    left.hour === right.hour &&
    left.minute === right.minute
  );
}

function wallClock(date: Date, timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  return {
    year: parts.get('year') ?? NaN,
    month: parts.get('month') ?? NaN,
    day: parts.get('day') ?? NaN,
    hour: parts.get('hour') ?? NaN,
    minute: parts.get('minute') ?? NaN,
  };
}
