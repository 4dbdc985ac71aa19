/**
 * The entry point of a function instance: a child process that loads the function's bundle as Lambda's Node.js runtime
 * does and handles one event at a time. Unlike on Lambda it is not frozen between events.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import {
  invocationRequestSchema,
  type InstanceMessage,
  type InvocationRequest,
  type ReportedError,
} from './invocation.ts';

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const largestAnswerBytes = 6_291_556;

type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

const environment = z
  .object({
    _HANDLER: z.string(),
    LAMBDA_TASK_ROOT: z.string(),
    AWS_LAMBDA_FUNCTION_NAME: z.string(),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: z.string(),
    AWS_LAMBDA_LOG_GROUP_NAME: z.string(),
    AWS_LAMBDA_LOG_STREAM_NAME: z.string(),
  })
  .parse(process.env);

class RuntimeError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

function send(message: InstanceMessage, sent?: () => void): void {
  process.send?.(message, undefined, {}, () => sent?.());
}

function reported(error: unknown): ReportedError {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

/** Tells the runner why, then ends: Lambda ends an instance after an error outside the handler's promise. */
function crash(error: ReportedError): void {
  send({ type: 'crashed', error }, () => process.exit(1));
}

async function loadHandler(): Promise<Handler> {
  const [, modulePath, exportName] = /^(.+)\.([^./]+)$/.exec(environment._HANDLER) ?? [];
  if (modulePath === undefined || exportName === undefined) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  const file = ['.js', '.mjs', '.cjs']
    .map((extension) => path.join(environment.LAMBDA_TASK_ROOT, modulePath + extension))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) {
    throw new RuntimeError('Runtime.ImportModuleError', `Error: Cannot find module '${modulePath}'`);
  }
  const module: unknown = await import(pathToFileURL(file).href);
  const exports = z.looseObject({ default: z.unknown() }).partial().parse(module);
  const handler = exports[exportName] ?? z.looseObject({}).safeParse(exports.default).data?.[exportName];
  if (!isHandler(handler)) {
    const message = `${environment._HANDLER} is undefined or not exported`;
    throw new RuntimeError('Runtime.HandlerNotFound', message);
  }
  return handler;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function contextOf({ requestId, functionArn, deadline }: InvocationRequest): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: requestId,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function handle(handler: Handler, request: InvocationRequest): Promise<void> {
  const { requestId } = request;
  try {
    const result: unknown = await handler(request.event, contextOf(request));
    const answer = toJson(result);
    if (Buffer.byteLength(answer) > largestAnswerBytes) {
      throw new RuntimeError(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${largestAnswerBytes} bytes).`,
      );
    }
    send({ type: 'answer', requestId, answer });
  } catch (error) {
    send({ type: 'error', requestId, error: reported(error) });
  }
}

// JSON knows no undefined: a handler that answers nothing answers null.
function toJson(result: unknown): string {
  try {
    return JSON.stringify(result ?? null);
  } catch {
    throw new RuntimeError('Error', 'Unable to stringify response body');
  }
}

// The runner is gone, or wants this instance gone.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole process group; the runner decides when an instance ends.
process.on('SIGINT', () => undefined);
process.on('uncaughtException', (error) => {
  crash(reported(error));
});
process.on('unhandledRejection', (reason) => {
  crash({ ...reported(reason), errorType: 'Runtime.UnhandledPromiseRejection' });
});

try {
  const handler = await loadHandler();
  process.on('message', (message) => {
    void handle(handler, invocationRequestSchema.parse(message));
  });
  send({ type: 'ready' });
} catch (error) {
  crash(reported(error));
}
