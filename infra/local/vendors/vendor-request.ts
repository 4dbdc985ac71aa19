import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readBody } from '../http/loopback-server.ts';

/** A request as the simulated vendor sees it. */
export interface VendorRequest {
  readonly method: string;
  /** Path below the API's base path, without query and trailing slash: `/customers/7`, `/relations`, `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as text, `""` when there was none. */
  readonly body: string;
  /** Length of the HTTP request line, which easybill limits. */
  readonly requestLineBytes: number;
}

/** What a simulated vendor answers. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer with a JSON body. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): VendorAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

/** An answer with a small web page, as the web server in front of an API gives. */
export const htmlAnswer = (status: number, title: string): VendorAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

/**
 * Reads a whole request. Undefined when its path lies outside the base path.
 *
 * @throws Error when the client breaks off while sending
 */
export const readVendorRequest = async (
  incoming: IncomingMessage,
  basePath: string,
): Promise<VendorRequest | undefined> => {
  const body = (await readBody(incoming))?.toString() ?? '';
  const method = incoming.method ?? '';
  const target = incoming.url ?? '';
  const url = URL.parse(target, 'http://vendor.invalid');
  if (url === null) return undefined;
  if (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`)) return undefined;
  const path = url.pathname.slice(basePath.length).replace(/\/$/, '');
  return {
    method,
    path: path === '' ? '/' : path,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    requestLineBytes: Buffer.byteLength(`${method} ${target} HTTP/${incoming.httpVersion}`),
  };
};
