import { sign } from 'aws4';

/** The administrator of the emulator's account. ministack takes it at its word: it does not check its signatures. */
const ADMINISTRATOR = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * Calls an AWS service for which the project has no SDK client, as the account's administrator.
 *
 * @throws Error with the answer when it is not 200
 */
export async function callAws(
  service: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  const endpoint = new URL(process.env.AWS_ENDPOINT_URL!);
  const signed = sign(
    {
      host: endpoint.host,
      path: '/',
      method: 'POST',
      service,
      region: process.env.AWS_REGION!,
      headers: { ...headers },
      body,
    },
    ADMINISTRATOR,
  );
  const response = await fetch(endpoint, { method: 'POST', headers: sendable(signed.headers ?? {}), body });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${service} answered ${response.status}: ${text}`);
  return text;
}

/** The headers of a signed request but those that `fetch` sets itself, to the same values. */
export function sendable(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => !/^(host|content-length)$/i.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
