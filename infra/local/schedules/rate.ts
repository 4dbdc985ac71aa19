const minuteMs = 60_000;
const unitMinutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/** A schedule expression that EventBridge would refuse, or another than a rate, which is not emulated. */
export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';

  constructor(expression: string) {
    super(`${expression} is not a rate that EventBridge accepts.`);
  }
}

/**
 * Reads `rate(…)`.
 *
 * @returns whether it is due in the minute that begins at `minute`, counted from `createdAt`
 * @throws ScheduleExpressionError
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseRate(expression: string, createdAt: Date): (minute: Date) => boolean {
  const [, count = '', unit = '', plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const minutes = (unitMinutes[unit] ?? 0) * Number(count);
  // `rate(1 minutes)` and `rate(5 minute)` are refused.
  if (minutes === 0 || (count === '1') !== (plural === '')) throw new ScheduleExpressionError(expression);
  const start = Math.floor(createdAt.getTime() / minuteMs);
  return (minute) => {
    const passed = Math.floor(minute.getTime() / minuteMs) - start;
    return passed > 0 && passed % minutes === 0;
  };
}
