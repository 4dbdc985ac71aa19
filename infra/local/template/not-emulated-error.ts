/** A resource uses something of its service that the runner does not emulate. */
export class NotEmulatedError extends Error {
  override readonly name = 'NotEmulatedError';

  constructor(logicalId: string, what: string) {
    super(`${logicalId}: ${what} is not emulated by the local runner.`);
  }
}
