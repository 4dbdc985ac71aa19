/** Thrown instead of a call when no permit is free. Waiting is not failing: send the work again after `waitSeconds`. */
export class BudgetExhaustedError extends Error {
  override readonly name = 'BudgetExhaustedError';
  /** Whole seconds until a permit is likely to be free, 1 to 900. */
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super(`no easybill permit free for ${waitSeconds} s`);
    this.waitSeconds = waitSeconds;
  }
}
