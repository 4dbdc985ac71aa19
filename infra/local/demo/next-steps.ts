import { DEMO_CONNECT_REQUEST } from './demo-vendors.ts';

/** Where a person can try things. */
export interface Playground {
  readonly api: string;
  /** Base URL of the easybill in use, and whether it is the simulated one. */
  readonly easybill: { readonly url: string; readonly simulated: boolean };
  readonly outsmart: { readonly url: string; readonly simulated: boolean };
}

/** Commands to try once the demo's accounts are connected. `customer` is one of its customers. */
export function stepsAfterDemo(
  { api, easybill, outsmart }: Playground,
  connectionId: string,
  customer: { readonly id: number; readonly number: string },
): string {
  const { token, softwareToken } = DEMO_CONNECT_REQUEST.outsmart;
  const credentials = `token=${token}&software_token=${softwareToken}`;
  return commands([
    ['List the connections', `curl '${api}/connections'`],
    ['Read the activity', `curl '${api}/connections/${connectionId}/activity?lang=en'`],
    ['Import again', post(`${api}/connections/${connectionId}/imports`, {})],
    [
      'Change a customer in easybill',
      `curl -X PUT '${easybill.url}/customers/${customer.id}' -H 'authorization: Bearer ${DEMO_CONNECT_REQUEST.easybill.apiKey}' ` +
        `-H 'content-type: application/json' -d '{"city":"Leipzig"}'`,
    ],
    [
      'See it in OutSmart',
      `curl '${outsmart.url}/relations/?${credentials}&key=debtor_number&value=${customer.number}'`,
    ],
    ['See how far the work orders are', `curl '${api}/connections/${connectionId}/exports'`],
  ]);
}

/** Commands to try when nothing is connected yet. */
export function stepsWithoutDemo({ api, easybill, outsmart }: Playground): string {
  const request = {
    plan: DEMO_CONNECT_REQUEST.plan,
    easybill: easybill.simulated ? DEMO_CONNECT_REQUEST.easybill : { apiKey: '…' },
    outsmart: outsmart.simulated ? DEMO_CONNECT_REQUEST.outsmart : { token: '…', softwareToken: '…' },
  };
  return commands([
    ['Connect', post(`${api}/connections`, request)],
    ['List the connections', `curl '${api}/connections'`],
  ]);
}

function post(url: string, body: object): string {
  return `curl -X POST '${url}' -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
}

function commands(steps: readonly (readonly [what: string, command: string])[]): string {
  return [
    'To try next (Ctrl-C ends everything):',
    ...steps.map(([what, command]) => `  ${what}:\n    ${command}`),
  ].join('\n');
}
