/** What an easybill client needs before it may send: every call goes through it, whichever function makes it. */
export interface CallGate {
  /**
   * Runs `send` with a permit and reports when its answer was observed.
   *
   * @throws BudgetExhaustedError before sending, when no permit is free
   */
  run<T>(send: () => Promise<T>): Promise<T>;
}
