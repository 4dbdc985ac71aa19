import type { Agent } from 'node:http';
import type { Environment } from './environment.ts';

const TIMEOUT_MS = 3_000;
// One connection per service stays open between invocations.
const agents = new Map<string, Agent>();

/** One call of an AWS service that speaks JSON. */
export interface SignedCall {
  readonly service: 'sqs' | 'secretsmanager';
  readonly endpoint: string;
  /** `X-Amz-Target`, e.g. `AmazonSQS.SendMessage`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly body: unknown;
}

/**
 * Calls AWS with a signed request over Node's own HTTP client: loading an SDK client would make a cold start many
 * times slower. aws4 and the client are loaded at the first call, so that a forged path is refused without them. Node's
 * own module is not imported: that runs all its getters, and `node:http` has one that loads the whole of `fetch`.
 * Repeated only when a connection kept from an earlier invocation turns out to be dead, which a freeze in between
 * brings about; otherwise easybill gets an error and the reconciliation finds what was missed.
 *
 * @throws Error naming the target and the status, when the answer is not 200 or does not come within 3 s
 */
export async function signedCall(
  { credentials, region }: Pick<Environment, 'credentials' | 'region'>,
  { service, endpoint, target, version, body }: SignedCall,
): Promise<string> {
  const { protocol, hostname, port, host } = new URL(endpoint);
  const client = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https');
  const agent = agents.get(protocol) ?? new client.Agent({ keepAlive: true });
  agents.set(protocol, agent);
  const { sign } = await import('aws4');
  const signed = sign(
    {
      host,
      path: '/',
      method: 'POST',
      service,
      region,
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
      body: JSON.stringify(body),
    },
    {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      ...(credentials.sessionToken !== undefined && { sessionToken: credentials.sessionToken }),
    },
  );
  const attempt = (isSecond: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = client.request(
        {
          hostname,
          port,
          path: '/',
          method: 'POST',
          headers: signed.headers,
          agent,
          timeout: TIMEOUT_MS,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString());
            else reject(new Error(`${target} answered ${response.statusCode ?? 0}`));
          });
        },
      );
      request.on('timeout', () => request.destroy(new Error(`${target} did not answer in time`)));
      request.on('error', (error) => {
        if (!isSecond && request.reusedSocket && wasDropped(error)) resolve(attempt(true));
        else reject(error);
      });
      request.end(signed.body);
    });
  return attempt(false);
}

function wasDropped(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}
