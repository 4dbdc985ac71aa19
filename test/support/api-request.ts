import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An API Gateway event with what a test sets; nothing else of it is looked at. */
export function apiRequest(parts: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 {
  return { isBase64Encoded: false, headers: {}, ...parts } as APIGatewayProxyEventV2;
}

/** What a call threw; fails the test when it threw nothing. */
export function thrownBy(call: () => unknown): unknown {
  let thrown: { error: unknown } | undefined;
  try {
    call();
  } catch (error) {
    thrown = { error };
  }
  if (!thrown) throw new Error('expected it to throw');
  return thrown.error;
}
