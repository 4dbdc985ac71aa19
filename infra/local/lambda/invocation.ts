import * as z from 'zod';

/** An error as Lambda reports it. */
interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What an invocation came to. `ok` is the handler's answer after a round trip through JSON. */
export type InvocationResult = { readonly ok: unknown } | { readonly error: FunctionError };

/** `errorType` of an invocation that Lambda did not start because the reserved concurrency is used up. */
export const throttledErrorType = 'TooManyRequestsException';

const reportedErrorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});

/** An error with its stack, line by line. */
export type ReportedError = z.output<typeof reportedErrorSchema>;

/**
 * What a function instance tells the runner. `answer` is JSON text. `crashed` is an error in the initialisation or
 * outside the handler's promise; the instance ends then.
 */
export const instanceMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('crashed'), error: reportedErrorSchema }),
  z.object({ type: z.literal('answer'), requestId: z.string(), answer: z.string() }),
  z.object({ type: z.literal('error'), requestId: z.string(), error: reportedErrorSchema }),
]);

/** See {@link instanceMessageSchema}. */
export type InstanceMessage = z.output<typeof instanceMessageSchema>;

/** What the runner tells a function instance: one event to handle. `deadline` is in epoch milliseconds. */
export const invocationRequestSchema = z.object({
  requestId: z.string(),
  functionArn: z.string(),
  deadline: z.number(),
  event: z.unknown().optional(),
});

/** See {@link invocationRequestSchema}. */
export type InvocationRequest = z.output<typeof invocationRequestSchema>;
