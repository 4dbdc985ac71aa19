/** Thrown while an import worker still holds a lease of a connection that is to be forgotten. */
export class WorkerBusyError extends Error {
  override readonly name = 'WorkerBusyError';

  constructor() {
    super('a worker is still at work for the connection');
  }
}
