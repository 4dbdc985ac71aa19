import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, readBody, type LoopbackServer } from '../http/loopback-server.ts';

/** An answer in the AWS JSON protocol. `body` is JSON text. */
export interface AwsJsonAnswer {
  readonly status: number;
  readonly body: string;
}

/** Handles one operation; `body` is the request's JSON text. */
export type AwsJsonHandler = (operation: string, body: string) => Promise<AwsJsonAnswer>;

const signedByAws4 = /^AWS4-HMAC-SHA256 (?=.*Credential=)(?=.*SignedHeaders=)(?=.*Signature=)/;

/**
 * Serves the AWS JSON protocol (operation in `X-Amz-Target`, JSON in and out). An unsigned request is refused as AWS
 * refuses it, but signatures are not verified.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function serveAwsJson(version: '1.0' | '1.1', handle: AwsJsonHandler): Promise<LoopbackServer> {
  return listenOnLoopback((request, response) => {
    answer(request, handle).then(
      ({ status, body }) => {
        response.writeHead(status, {
          'content-type': `application/x-amz-json-${version}`,
          'content-length': Buffer.byteLength(body),
        });
        response.end(body);
      },
      (cause: unknown) => {
        refuse(response, version, cause);
      },
    );
  });
}

async function answer(request: IncomingMessage, handle: AwsJsonHandler): Promise<AwsJsonAnswer> {
  const body = (await readBody(request))?.toString() ?? '';
  if (!isSigned(request.headers.authorization)) {
    return awsJsonError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  return handle(operation, body);
}

/** Whether a request carries a version 4 signature; it is not verified. */
export function isSigned(authorization: string | undefined): boolean {
  return signedByAws4.test(authorization ?? '');
}

// A function instance that is killed in the middle of a call leaves a broken request: nobody reads this answer then.
function refuse(response: ServerResponse, version: string, cause: unknown): void {
  response.writeHead(500, { 'content-type': `application/x-amz-json-${version}` });
  response.end(JSON.stringify({ __type: 'InternalServerError', message: String(cause) }));
}

/** An error answer (HTTP 400) as the SDK reads it. `details` are further members of the error. */
export function awsJsonError(
  type: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): AwsJsonAnswer {
  return { status: 400, body: JSON.stringify({ __type: type, message, Message: message, ...details }) };
}

/** A successful answer. */
export function awsJsonOk(output: Readonly<Record<string, unknown>>): AwsJsonAnswer {
  return { status: 200, body: JSON.stringify(output) };
}
