import { ScheduleExpressionError } from './schedule-expression-error.ts';

/** A minute as a clock on a wall shows it. `month` is 1 to 12. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const minuteField: Field = { minimum: 0, maximum: 59 };
const hourField: Field = { minimum: 0, maximum: 23 };
const dayField: Field = { minimum: 1, maximum: 31 };
const monthField: Field = { minimum: 1, maximum: 12, names: months };
const weekdayField: Field = { minimum: 1, maximum: 7, names: weekdays };
const yearField: Field = { minimum: 1970, maximum: 2199 };

type Matches = (time: WallClock) => boolean;

/**
 * Reads the six fields inside `cron(…)`: minutes, hours, day of month, month, day of week (1 is Sunday), year.
 *
 * @throws ScheduleExpressionError
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function parseCron(text: string): Matches {
  const fields = text.trim().toUpperCase().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  // One of the two day fields must be left open.
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) {
    throw new ScheduleExpressionError(`cron(${text})`);
  }
  const parts = [
    listMatches(minute, minuteField, text, (time) => time.minute),
    listMatches(hour, hourField, text, (time) => time.hour),
    listMatches(month, monthField, text, (time) => time.month),
    listMatches(year, yearField, text, (time) => time.year),
    day === '?' ? weekdayMatches(weekday, text) : dayMatches(day, text),
  ];
  return (time) => parts.every((matches) => matches(time));
}

function dayMatches(text: string, expression: string): Matches {
  if (text === 'L') return (time) => time.day === lastDay(time);
  const nearWeekday = /^(\d{1,2}|L)W$/.exec(text)?.[1];
  if (nearWeekday !== undefined) {
    return (time) => {
      const wanted = nearWeekday === 'L' ? lastDay(time) : Number(nearWeekday);
      return wanted <= lastDay(time) && time.day === nearestWorkday(time, wanted);
    };
  }
  return listMatches(text, dayField, expression, (time) => time.day);
}

function weekdayMatches(text: string, expression: string): Matches {
  if (text === 'L') return (time) => weekdayOf(time, time.day) === 7;
  const last = /^(\w+)L$/.exec(text)?.[1];
  if (last !== undefined) {
    const weekday = numberOf(last, weekdayField, expression);
    return (time) => weekdayOf(time, time.day) === weekday && time.day + 7 > lastDay(time);
  }
  const [, name, ordinal] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (name !== undefined) {
    const weekday = numberOf(name, weekdayField, expression);
    return (time) => weekdayOf(time, time.day) === weekday && Math.ceil(time.day / 7) === Number(ordinal);
  }
  return listMatches(text, weekdayField, expression, (time) => weekdayOf(time, time.day));
}

/** A comma-separated list of `*`, values, ranges and steps. */
function listMatches(
  text: string,
  field: Field,
  expression: string,
  valueOf: (time: WallClock) => number,
): Matches {
  const allowed = new Set(text.split(',').flatMap((part) => valuesOf(part, field, expression)));
  return (time) => allowed.has(valueOf(time));
}

function valuesOf(part: string, field: Field, expression: string): number[] {
  const [range = '', stepText, ...more] = part.split('/');
  const [fromText = '', toText, ...evenMore] = range.split('-');
  if (more.length > 0 || evenMore.length > 0) throw new ScheduleExpressionError(`cron(${expression})`);
  const step = stepText === undefined ? 1 : Number(stepText);
  if (!Number.isInteger(step) || step < 1) throw new ScheduleExpressionError(`cron(${expression})`);
  const from = fromText === '*' ? field.minimum : numberOf(fromText, field, expression);
  const open = fromText === '*' || stepText !== undefined;
  const to = toText === undefined ? (open ? field.maximum : from) : numberOf(toText, field, expression);
  // A range may wrap, as in FRI-MON.
  const end = to < from ? to + field.maximum - field.minimum + 1 : to;
  const values: number[] = [];
  for (let value = from; value <= end; value += step) {
    values.push(value > field.maximum ? value - field.maximum + field.minimum - 1 : value);
  }
  return values;
}

function numberOf(text: string, { minimum, maximum, names = [] }: Field, expression: string): number {
  const named = names.indexOf(text);
  const value = named >= 0 ? named + minimum : /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= minimum && value <= maximum)) throw new ScheduleExpressionError(`cron(${expression})`);
  return value;
}

function lastDay({ year, month }: WallClock): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayOf({ year, month }: WallClock, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

// The nearest working day of the same month.
function nearestWorkday(time: WallClock, day: number): number {
  switch (weekdayOf(time, day)) {
    case 7:
      return day === 1 ? day + 2 : day - 1;
    case 1:
      return day === lastDay(time) ? day - 2 : day + 1;
    default:
      return day;
  }
}
