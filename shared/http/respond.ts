import type { MiddlewareObj } from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError, type Problem } from './problem.ts';

/** An answer with a JSON body. */
export function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Answers problems as `application/problem+json`; anything else is a bug: logged, and a bare 500 for the caller. */
export function problemResponses(
  logger: Logger,
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request) => {
      const { error } = request;
      if (!(error instanceof ProblemError)) logger.error('request failed', { error: error ?? 'unknown' });
      request.response = problemResponse(
        error instanceof ProblemError
          ? error
          : new ProblemError(500, 'Internal error', 'The request failed on our side. Try again later.'),
      );
    },
  };
}

function problemResponse({
  status,
  title,
  detail,
  errors,
  retryAfterSeconds,
}: ProblemError): APIGatewayProxyStructuredResultV2 {
  const body: Problem = {
    type: 'about:blank',
    title,
    status,
    detail,
    ...(errors.length > 0 && { errors: [...errors] }),
  };
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify(body),
  };
}
