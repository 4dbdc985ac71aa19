import dns from 'node:dns';
import { sign } from 'aws4';
import type { Signer } from './api-caller.ts';
import { sendable } from './aws-call.ts';

/** An answer of the deployed API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: any;
}

/** The deployed HTTP API, called as a client with IAM permissions calls it on AWS: signed with SigV4. */
export class DeployedApi {
  readonly url: string;
  readonly #signer: Signer;

  constructor(url: string, signer: Signer) {
    this.url = url;
    this.#signer = signer;
  }

  async call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const { headers = {}, body: sent } = sign(
      {
        host: new URL(this.url).host,
        path,
        method,
        service: 'execute-api',
        region: process.env.AWS_REGION!,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      this.#signer,
    );
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: sendable(headers),
      ...(body !== undefined && { body: String(sent) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}

/**
 * Makes names below `localhost` mean this machine, as RFC 6761 section 6.3 wants it and not every resolver does: the
 * emulator gives its APIs such names.
 */
export function resolveLocalhostNames(): void {
  const { lookup } = dns;
  dns.lookup = ((hostname: string, ...rest: [any, any]) => {
    lookup(hostname.endsWith('.localhost') ? '127.0.0.1' : hostname, ...rest);
  }) as typeof dns.lookup;
}
