/** A schedule expression that EventBridge would refuse. */
export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';

  constructor(expression: string) {
    super(`${expression} is not a schedule expression that EventBridge accepts.`);
  }
}
