/** Thrown while a worker may still be at work for a connection that is to be forgotten. */
export class WorkerBusyError extends Error {
  override readonly name = 'WorkerBusyError';
  /** After which it surely has ended; unknown for one that holds a lease. */
  readonly waitSeconds: number | undefined;

  constructor(waitSeconds?: number) {
    super('a worker may still be at work for the connection');
    this.waitSeconds = waitSeconds;
  }
}
