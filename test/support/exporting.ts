import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import aws4 from 'aws4';
import type { LocalStack } from '../../infra/local/stack/local-stack.ts';
import type { EasybillDocument } from '../../infra/local/vendors/easybill/index.ts';
import type { WorkOrderInput } from '../../infra/local/vendors/outsmart/index.ts';
import { api, connect, eventually, type AccountStart, type Connector } from './connector.ts';
import { customers } from './customers.ts';

const ON = { enabled: true };
const DAY = '20-11-2026';

/** What an account has at easybill whose work orders are exported: a material, one with less VAT, and an hour type. */
export const TRADE: AccountStart = {
  plan: 'business',
  customers: customers(2),
  positions: [
    { number: 'ART-1', description: 'Filter', unit: 'Stk', sale_price: 1_250 },
    { number: 'ART-7', description: 'Fachbuch', unit: 'Stk', sale_price: 999, vat_percent: 7 },
    { number: 'STD-1', type: 'SERVICE', description: 'Monteurstunde', unit: 'Stunde', sale_price: 6_000 },
  ],
};

/** Net 116.665, gross 138.63: 2 x 12.50 and 1.5 h at 60.00 with 19 %, and 0.5 x 3.33 with 7 %. */
export const TOTAL = { amount_net: 11_667, amount: 13_863 };

/** A completed work order for the first customer of {@link TRADE}. */
function workOrder(changes: WorkOrderInput = {}): WorkOrderInput {
  return {
    WorkDate: DAY,
    CustomerName: 'Kunde 1 GmbH',
    CustomerDebtorNr: '10001',
    Materials: [material('ART-1', 'Filter', '2', '12,50'), material('ART-7', 'Fachbuch', '0,5', '3,33')],
    Workperiods: [period('STD-1')],
    status: 'Compleet',
    ...changes,
  };
}

/** A work order that a technician of an account has completed; answers its row id. */
export function completedOrder({ outsmart }: Connector, account: string, changes?: WorkOrderInput): string {
  const [order] = outsmart.account(account).workOrders.seed([workOrder(changes)]);
  return order!.id;
}

/** A material of a work order; euros with a comma. */
export function material(code: string, name: string, quantity: string, price: string): WorkOrderInput {
  return {
    MaterialCode: code,
    MaterialName: name,
    MaterialNr: quantity,
    MaterialPrice: price,
    MaterialUnit: 'Stk',
  };
}

/** An hour and a half of work. */
export function period(hourType: string): WorkOrderInput {
  return { WorkDate: DAY, BeginTime: '08:00', EndTime: '09:30', TotalTime: '01:30', HourType: hourType };
}

/** Connects an account with customers, products and hour types, and waits until these are imported. */
export async function connectExporting(
  { stack }: Connector,
  account: string,
  exports: Record<string, unknown> = {},
): Promise<string> {
  const settings = {
    imports: { customers: ON, products: ON, hourTypes: ON },
    exports: { enabled: true, ignoreBefore: '2026-01-01T00:00:00Z', ...exports },
  };
  const connectionId = await connect(stack, { plan: 'business', settings }, account);
  await eventually(
    async () => (await api(stack, 'GET', `/connections/${connectionId}/imports?limit=10`)).body.items,
    (runs: any[]) => runs.length >= 2 && runs.every(({ state }) => state === 'complete'),
    60_000,
  );
  return connectionId;
}

/** Asks for exports over the API: of these work orders, or of all that are complete. */
export async function askForExports(
  { stack }: Connector,
  connectionId: string,
  body: Record<string, unknown> = {},
): Promise<any> {
  const answer = await api(stack, 'POST', `/connections/${connectionId}/exports`, body);
  if (answer.status !== 202) throw new Error(`exporting answered ${answer.status}`);
  return answer.body;
}

/** Waits until the way of a work order has reached a state. */
export async function exportBecomes(
  { stack }: Connector,
  connectionId: string,
  workOrderId: string,
  state: string,
  generation = 1,
): Promise<any> {
  return eventually(
    async () => (await api(stack, 'GET', `/connections/${connectionId}/exports/${workOrderId}`)).body,
    (entry) => entry.state === state && entry.generation === generation,
    40_000,
  );
}

/** Tries a work order again over the API. */
export async function retry(
  { stack }: Connector,
  connectionId: string,
  workOrderId: string,
  body: Record<string, unknown> = {},
): Promise<{ status: number; body: any }> {
  return api(stack, 'POST', `/connections/${connectionId}/exports/${workOrderId}/retry`, body);
}

/** The documents of an account at easybill. */
export function documentsOf({ easybill }: Connector, account: string): EasybillDocument[] {
  return [...easybill.account(account).documents.records.values()];
}

/** What an account's easybill was asked about anything but records that imports read, ids left out. */
export function easybillWrites({ easybill }: Connector, account: string): string[] {
  return easybill.requests
    .filter((request) => request.account === account && !request.path.startsWith('/webhooks'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/\d+/g, '{id}')}`)
    .filter((call) => !call.startsWith('GET ') || call.includes('/documents'));
}

/** Ids of the work orders that an account's OutSmart was asked to set to handled, once for each time. */
export function handledCalls({ outsmart }: Connector, account: string): unknown[] {
  return outsmart.requests
    .filter((request) => request.account === account && request.query.update_status === 'true')
    .map(({ query }) => query.row_id);
}

/** Asks for the event URL of a connection and calls it as OutSmart would. */
export async function callEventUrl({ stack }: Connector, connectionId: string): Promise<void> {
  const { status, body } = await api(stack, 'POST', `/connections/${connectionId}/event-url`, {});
  if (status !== 200) throw new Error(`asking for the event URL answered ${status}`);
  const called = await fetch(body.url, { method: 'POST', body: '{"event":"workorder"}' });
  if (called.status !== 200) throw new Error(`the event URL answered ${called.status}`);
}

/** Puts an event on the bus, as `aws events put-events` does. */
export async function putEvent({ stack }: Connector, detail: unknown): Promise<any> {
  const { host } = new URL(stack.endpoints.events);
  const entry = {
    EventBusName: stack.eventBusName('Bus'),
    Source: 'my.producer',
    DetailType: 'WorkOrderCompleted',
    Detail: JSON.stringify(detail),
  };
  const { headers = {}, body = '' } = aws4.sign(
    {
      host,
      path: '/',
      method: 'POST',
      service: 'events',
      region: 'eu-central-1',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
      body: JSON.stringify({ Entries: [entry] }),
    },
    { accessKeyId: 'id', secretAccessKey: 'key' },
  );
  const sent = { method: 'POST', headers: headers as Record<string, string>, body };
  const answer = await fetch(stack.endpoints.events, sent);
  return answer.json();
}

/** Has the completed work orders polled, as the scheduler does. */
export async function pollAsScheduled({ stack }: Connector, connectionId: string): Promise<void> {
  await send(stack, 'ExportTriggerQueue', {
    type: 'poll',
    connectionId,
    source: 'schedule',
    firstQueuedAt: Date.now(),
    hops: 0,
  });
}

/** Puts a message on a queue. */
export async function send(stack: LocalStack, queue: string, message: unknown): Promise<void> {
  await stack.clients.sqs.send(
    new SendMessageCommand({ QueueUrl: stack.queueUrl(queue), MessageBody: JSON.stringify(message) }),
  );
}

/**
 * Waits until every hint and work order is worked off, or waits for its time: a second worker at a work order waits
 * minutes until the first one's call is over for certain.
 */
export async function exportsWorkedOff({ stack }: Connector): Promise<void> {
  for (const queue of ['ExportTriggerQueue', 'ExportInvoiceQueue']) {
    await eventually(
      async () => {
        const { Attributes = {} } = await stack.clients.sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: stack.queueUrl(queue), AttributeNames: ['All'] }),
        );
        const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight } =
          Attributes;
        return Number(visible) + Number(inFlight);
      },
      (count) => count === 0,
      40_000,
    );
  }
}
