import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { WebhookEnvelope } from '../../../infra/local/vendors/easybill/account/webhook-body.ts';
import { eventually, importEnded } from '../connector.ts';
import { FIRST_ID } from '../customers.ts';
import { sendToWorker } from '../queue.ts';
import { connectWatched, must } from './connect-steps.ts';
import { easybillFaults } from './talkative-faults.ts';
import type { WatchedConnector } from './watched-connector.ts';

const ENVELOPES: readonly WebhookEnvelope[] = [
  'bare',
  'eventAndData',
  'typeAndResource',
  'form',
  'formPayload',
];

/** Connects an account and changes a customer of it for each way in which easybill may wrap it: five customers. */
export async function changeCustomers(
  connector: WatchedConnector,
  name: string,
  contentType: 'json' | 'form',
): Promise<string> {
  const { stack, easybill, outsmart, canaries } = connector;
  const connectionId = await connectWatched(connector, name);
  await importEnded(stack, connectionId);
  const account = easybill.account(name);
  const [hook] = account.webhooks.values();
  hook!.content_type = contentType;
  const phones: string[] = [];
  for (const envelope of ENVELOPES) {
    account.deliveries.envelope = envelope;
    const phone = canaries.plant(`phone in a ${contentType} ${envelope}`);
    account.upsertCustomer({ id: FIRST_ID + phones.length, phone_1: phone });
    phones.push(phone);
    // One after the other: a worker that finds another one at work waits for seconds.
    await account.deliveries.idle();
    await stack.idle();
  }
  const written = [...outsmart.account(name).relations.values()].map(({ phone_number }) => phone_number);
  const missing = phones.filter((phone) => !written.includes(phone));
  if (missing.length > 0) throw new Error(`${missing.length} changes did not reach OutSmart`);
  return connectionId;
}

/** Connects an account and sends what no easybill would send, to its genuine URL and to forged ones. */
export async function deliverByHand(connector: WatchedConnector, account: string): Promise<void> {
  const { easybill, canaries, call } = connector;
  await importEnded(connector.stack, await connectWatched(connector, account));
  const [hook] = easybill.account(account).webhooks.values();
  const { url, secret } = hook!;
  const says = (what: string): string => canaries.plant(`delivery: ${what}`);
  const event = { 'x-easybill-event': 'customer.update' };
  const quiet = { 'x-easybill-event': 'document.create' };

  const name = says('text beside the secret');
  const deliveries: [body: string, headers: Record<string, string>][] = [
    [
      JSON.stringify({ id: FIRST_ID, name: says('a body') }),
      { ...event, 'x-unknown': says('a header'), cookie: `a=${says('a cookie')}` },
    ],
    [JSON.stringify([{ name: says('a list') }]), event],
    [`{"id":1,"name":"${says('half a body')}`, event],
    [says('a text'), { ...event, 'content-type': 'text/plain' }],
    [says('bytes'), { ...event, 'content-type': 'application/octet-stream' }],
    [JSON.stringify({ id: says('an id') }), event],
    ['{}', { 'x-easybill-event': `${says('a resource')}.update` }],
    ['{}', { 'x-easybill-event': `customer.${says('an action')}` }],
    ['{}', { 'x-easybill-event': says('an event') }],
    [
      JSON.stringify({ type: `${says('a type in the body')}.create`, action: says('an action in the body') }),
      {},
    ],
    [JSON.stringify({ event: { [says('an object')]: says('an object') } }), {}],
    // With the hook's secret in it: the log tells where it was.
    [
      JSON.stringify({ note: `${name} ${secret}`, [`${name} ${secret}`]: secret }),
      { ...quiet, 'x-secret': secret, authorization: `Bearer ${secret}` },
    ],
    [JSON.stringify([{ name, link: `https://shop.example/?key=${secret}` }]), quiet],
    [`Von ${name} & Söhne=${secret}`, quiet],
  ];
  for (const [body, headers] of deliveries) await must(200, call('POST', url, { body, headers }));
  const query = `?${says('a query name')}=${says('a query value')}&secret=${secret}&${encodeURIComponent(`${name} x`)}=${secret}`;
  await must(200, call('POST', `${url}${query}`, { body: '{}', headers: quiet }));

  const body = JSON.stringify({ id: 1, name: says('a forged body') });
  const headers = { ...event, 'x-unknown': says('a forged header') };
  const [, connectionId = ''] = /easybill\/(\w+)\//.exec(url) ?? [];
  const forged = [
    url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    url.replace(/[^/]+$/, says('a token')),
    url.replace(/[^/.]+$/, says('a mac').padEnd(43, 'A')),
    url.replace(/\/1\.1\./, `/${says('a kid').slice(0, 32)}.1.`),
    url.replace(connectionId, says('a connection')),
    `${url}/${says('a longer path')}`,
  ];
  for (const target of forged)
    await must(404, call('POST', `${target}?q=${says('a forged query')}`, { body, headers }));
  await must(404, call('POST', url, { body: says('a body too large').repeat(10_000), headers }));
}

/** Connects accounts and lets easybill fail in every way when single customers of them are read. */
export async function failToRead(
  connector: WatchedConnector,
  accounts: readonly string[],
): Promise<string[]> {
  const { stack, easybill, canaries } = connector;
  // The connection rests after a 401 and a 429 and would not meet the others.
  const faults = Object.entries(easybillFaults(canaries)).filter(
    ([name]) => name !== '401' && name !== '429',
  );
  const QueueUrl = stack.queueUrl('ImportCustomersQueue');
  const ids: string[] = [];
  for (const [nth, account] of accounts.entries()) {
    const connectionId = await connectWatched(connector, account);
    await importEnded(stack, connectionId);
    ids.push(connectionId);
    const own = faults.filter((_, i) => i % accounts.length === nth);
    // One batch, since a worker that finds another one at work waits for seconds.
    const Entries = own.map(([, fault], i) => {
      const easybillId = FIRST_ID + i;
      easybill.faults.add({ match: { path: `/customers/${easybillId}`, account }, fault });
      const hint = { type: 'record', connectionId, entity: 'customer', easybillId, source: 'manual' };
      return { Id: String(i), MessageBody: JSON.stringify({ ...hint, firstQueuedAt: Date.now(), hops: 0 }) };
    });
    await stack.clients.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
  await eventually(
    () => easybill.faults.outstanding,
    (left) => left === 0,
  );
  return ids;
}

/** Puts messages on the queue that are none. */
export async function poison({ stack, canaries, logs }: WatchedConnector): Promise<void> {
  const says = (what: string): string => canaries.plant(`poison: ${what}`);
  const before = logs.filter(({ text }) => text.includes('not messages of this queue')).length;
  const common = { entity: 'customer', firstQueuedAt: Date.now(), hops: 0 };
  const messages = [
    says('a text'),
    `{"type":"record","connectionId":"${says('half a message')}`,
    { type: says('type'), ...common },
    {
      type: 'record',
      ...common,
      connectionId: says('no connection'),
      easybillId: says('an id'),
      source: says('a source'),
    },
    {
      type: 'run',
      ...common,
      entity: says('an entity'),
      connectionId: says('a connection'),
      runId: says('a run'),
      seq: 0,
    },
    {
      type: 'run',
      ...common,
      connectionId: says('a connection'),
      runId: says('a run'),
      seq: 0,
      customer: says('a field'),
    },
  ];
  for (const message of messages) await sendToWorker(stack, message);
  await eventually(
    () => logs.filter(({ text }) => text.includes('not messages of this queue')).length,
    (told) => told > before,
  );
}
