import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Writes the answer to one request, or breaks it. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** An HTTP server on a free port whose answers a test writes itself, faults included. */
export interface VendorServer {
  /** With a base path, as the real ones have. */
  readonly baseUrl: string;
  readonly requests: SeenRequest[];
  /** Answers every request from now on. */
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}

export async function startVendorServer(): Promise<VendorServer> {
  const requests: SeenRequest[] = [];
  let answer: Answer = status(500);
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const request = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(request);
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/base/v1`,
    requests,
    answerWith: (next) => {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function json(code: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

export function text(code: number, body: string, contentType = 'application/json'): Answer {
  return (response) => {
    response.writeHead(code, { 'Content-Type': contentType }).end(body);
  };
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(code, { 'Content-Type': 'text/html', ...headers }).end();
  };
}

/** The vendor did the work, but its answer never arrives. */
export const hangUp: Answer = (response) => {
  response.socket?.destroy();
};

export const neverAnswer: Answer = () => undefined;

export const stopInsideTheBody: Answer = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"items":');
};

export const hangUpInsideTheBody: Answer = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"items":', () => response.socket?.destroy());
};

/** Answers one after the other, the last one for ever. */
export function inTurn(...answers: [Answer, ...Answer[]]): Answer {
  let next = 0;
  return (response, request) => {
    const answer = answers[Math.min(next, answers.length - 1)]!;
    next += 1;
    answer(response, request);
  };
}

/** The base URL of a server that no longer listens. */
export async function refusingBaseUrl(): Promise<string> {
  const server = await startVendorServer();
  await server.close();
  return server.baseUrl;
}
