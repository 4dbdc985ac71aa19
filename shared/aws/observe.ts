import type { CallObserver } from './call-observer.ts';

type Handler<Args, Result> = (args: Args) => Promise<Result>;
interface CallContext {
  commandName?: string;
}
interface Stack {
  add(
    middleware: <Args extends { input: object }, Result>(
      next: Handler<Args, Result>,
      context: CallContext,
    ) => Handler<Args, Result>,
    options: { step: 'initialize'; name: string },
  ): void;
}

/** Reports each call of an SDK client to the observer, named by service, command and resource. */
export function observeClient(
  client: { middlewareStack: Stack },
  service: string,
  observer: CallObserver,
): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const call = `${service}.${(context.commandName ?? 'Unknown').replace(/Command$/, '')}(${resourceOf(args.input)})`;
      await observer.before(call);
      try {
        return await next(args);
      } finally {
        await observer.after(call);
      }
    },
    { step: 'initialize', name: 'callObserver' },
  );
}

function resourceOf(input: object): string {
  if ('TableName' in input) return String(input.TableName);
  if ('QueueUrl' in input) return String(input.QueueUrl).split('/').at(-1) ?? '';
  if ('RequestItems' in input && input.RequestItems) return Object.keys(input.RequestItems).join('+');
  return '';
}
