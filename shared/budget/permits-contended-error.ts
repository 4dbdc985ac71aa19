/** Thrown when others wrote the permits of a connection each time before we could. Passes by itself. */
export class PermitsContendedError extends Error {
  override readonly name = 'PermitsContendedError';

  constructor(connectionId: string) {
    super(`permits of connection ${connectionId} are written by too many at once`);
  }
}
