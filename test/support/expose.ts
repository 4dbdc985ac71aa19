import { inspect } from 'node:util';

/** Everything of an error that could end up in a log: message, stack, causes, own and hidden properties. */
export function expose(error: unknown): string {
  const stack = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : '';
  return [stack, JSON.stringify(error), inspect(error, { depth: Infinity, showHidden: true })].join('\n');
}

/** What a promise was rejected with; fails the test when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ rejected: false, error: undefined }),
    (error: unknown) => ({ rejected: true, error }),
  );
  if (!outcome.rejected) throw new Error('expected a rejection');
  return outcome.error;
}
