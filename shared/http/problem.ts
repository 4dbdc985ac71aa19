import * as z from 'zod';

const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });
/** A field of the request that is wrong, and how to put it right. */
export type FieldError = Readonly<z.infer<typeof fieldErrorSchema>>;

/** The body of an `application/problem+json` answer (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong and what to do about it.'),
    errors: z.array(fieldErrorSchema).optional().describe('The fields that are wrong.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** Thrown to answer a request with `application/problem+json` (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    title: string,
    detail: string,
    { errors = [], retryAfterSeconds }: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(`${status} ${title}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 400: the request cannot be read at all. */
export function unreadable(detail: string): ProblemError {
  return new ProblemError(400, 'Unreadable request', detail);
}

/** 404: there is nothing of that id. */
export function notFound(detail: string): ProblemError {
  return new ProblemError(404, 'Not found', detail);
}

/** 413: more than anybody needs to send. */
export function tooLarge(detail: string): ProblemError {
  return new ProblemError(413, 'Request too large', detail);
}

/** 415: declared as something else than JSON. */
export function unsupportedMediaType(detail: string): ProblemError {
  return new ProblemError(415, 'Unsupported media type', detail);
}

/** 409: it contradicts what is there. */
export function conflict(detail: string): ProblemError {
  return new ProblemError(409, 'Conflict', detail);
}

/** 422: readable, but these fields are wrong. */
export function invalid(errors: readonly FieldError[]): ProblemError {
  return new ProblemError(422, 'Invalid request', 'Correct the named fields and send the request again.', {
    errors,
  });
}

/** 429: the calls that this needs are used up for now; nothing is wrong with a vendor. */
export function tooManyCalls(detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError(429, 'Too many requests', detail, { retryAfterSeconds });
}

/** 503: something this needs does not answer now. */
export function unavailable(detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError(503, 'Temporarily unavailable', detail, { retryAfterSeconds });
}
