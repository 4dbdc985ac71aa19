import type { IncomingMessage, ServerResponse } from 'node:http';
import { throttledErrorType, type InvocationResult } from '../lambda/invocation.ts';
import { listenOnLoopback, readBody } from '../http/loopback-server.ts';
import { gatewayMessage, responseOf, type GatewayResponse } from './function-answer.ts';
import { requestEvent } from './request-event.ts';
import { matchRoute, type Route } from './routes.ts';

/** What the gateway needs to serve the stack's routes. */
interface HttpApiBackend {
  readonly account: string;
  readonly routes: readonly Route[];
  invoke(functionReference: string, event: unknown): Promise<InvocationResult>;
  /** Told when a function's answer is not an HTTP response. */
  onProblem(functionReference: string, text: string): void;
}

/** The stack's HTTP API on this machine. */
export interface HttpApi {
  /** Without a trailing slash. */
  readonly url: string;
  /** Until then every request is answered 503: the URL is part of what the functions are configured with. */
  serve(backend: HttpApiBackend): void;
  stop(): Promise<void>;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const largestBodyBytes = 10 * 1024 * 1024;
const serviceUnavailable = gatewayMessage(503, 'Service Unavailable');
const internalServerError = gatewayMessage(500, 'Internal Server Error');

/**
 * Takes the port of the HTTP API.
 *
 * @throws the listen error of Node when the port cannot be taken
 */
export async function openHttpApi(port: number): Promise<HttpApi> {
  let backend: HttpApiBackend | undefined;
  const server = await listenOnLoopback((request, response) => {
    respond(backend, request).then(
      (answer) => {
        write(response, answer);
      },
      () => {
        // The client went away before its request was read: there is nobody to answer.
        response.destroy();
      },
    );
  }, port);
  return {
    url: server.url,
    serve: (served) => {
      backend = served;
    },
    stop: () => server.close(),
  };
}

async function respond(
  backend: HttpApiBackend | undefined,
  request: IncomingMessage,
): Promise<GatewayResponse> {
  const body = await readBody(request, largestBodyBytes);
  if (backend === undefined) return serviceUnavailable;
  if (body === undefined) return gatewayMessage(413, 'Request Entity Too Large');
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (!isPercentEncoded(path)) return gatewayMessage(400, 'Bad Request');
  const match = matchRoute(backend.routes, request.method ?? '', path);
  if (match === undefined) return gatewayMessage(404, 'Not Found');
  const event = requestEvent(request, body, match, backend.account);
  const result = await withTimeout(
    backend.invoke(match.route.functionReference, event),
    match.route.timeoutMs,
  );
  if (result === 'timeout') return serviceUnavailable;
  if ('error' in result) {
    // A throttled function is unavailable for the moment; any other error, a function timeout included, is a failure.
    return result.error.errorType === throttledErrorType ? serviceUnavailable : internalServerError;
  }
  const response = responseOf(result.ok);
  if (response !== undefined) return response;
  backend.onProblem(match.route.functionReference, 'The answer is no response of payload format 2.0.');
  return internalServerError;
}

function isPercentEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

// The function goes on: only the gateway stops waiting.
async function withTimeout(
  invocation: Promise<InvocationResult>,
  limitMs: number,
): Promise<InvocationResult | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => {
      resolve('timeout');
    }, limitMs);
  });
  try {
    return await Promise.race([invocation, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function write(response: ServerResponse, { status, headers, body }: GatewayResponse): void {
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, {
    ...headers,
    ...(bodiless ? {} : { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(body);
}
