import { request, type IncomingHttpHeaders } from 'node:http';
import { listenOnLoopback, readBody } from '../../infra/local/http/loopback-server.ts';

/** One call of an AWS service that speaks JSON, with its answer. */
export interface ObservedCall {
  /** Without the service's prefix, e.g. `GetItem`. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly request: string;
  readonly answer: string;
}

/** Stands in front of an emulated AWS service. */
export interface ObservingProxy {
  readonly url: string;
  /** Where calls go from now on; the emulators start after the proxies. */
  forwardTo(target: string): void;
  close(): Promise<void>;
}

/**
 * Passes calls on, their bodies changed by `change`, and tells `observe` of each that was answered.
 */
export async function startObservingProxy(
  observe: (call: ObservedCall) => void,
  change: (body: string) => string = (body) => body,
): Promise<ObservingProxy> {
  let target = '';
  const server = await listenOnLoopback((incoming, outgoing) => {
    void (async () => {
      const body = change(String(await readBody(incoming)));
      const { status, text } = await forward(target + (incoming.url ?? '/'), incoming.headers, body);
      const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
      observe({ operation, headers: incoming.headers, request: body, answer: text });
      outgoing.writeHead(status, { 'content-type': incoming.headers['content-type'] }).end(text);
    })();
  });
  return {
    url: server.url,
    forwardTo: (url) => {
      target = url;
    },
    close: () => server.close(),
  };
}

function forward(
  url: string,
  headers: IncomingHttpHeaders,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 500, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
