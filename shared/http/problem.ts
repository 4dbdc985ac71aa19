/** A field of the request that is wrong, and how to put it right. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

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

/** 503: something this needs does not answer now. */
export function unavailable(detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError(503, 'Temporarily unavailable', detail, { retryAfterSeconds });
}
