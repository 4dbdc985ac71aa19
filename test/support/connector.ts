import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { startLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { startEasybillSimulator, type EasybillSimulator } from '../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../../infra/local/vendors/outsmart/index.ts';
import type { CustomerInput, Plan } from '../../infra/local/vendors/easybill/index.ts';
import { FLOW_ASSEMBLY } from './flow-assembly.ts';

export const STACK_NAME = 'outsmart-easybill';
export const EASYBILL_KEY = 'key-of-the-easybill-account';
export const OUTSMART_TOKEN = 'token-of-the-outsmart-account';
export const SOFTWARE_TOKEN = 'token-of-this-software';

/** The synthesised stack at work between the simulated vendors. */
export interface Connector {
  readonly stack: LocalStack;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  stop(): Promise<void>;
}

/** Starts the bundled functions of the synthesised stack and one account at each vendor. */
export async function startConnector({
  plan = 'plus',
  customers = [],
}: { plan?: Plan; customers?: readonly CustomerInput[] } = {}): Promise<Connector> {
  const easybill = await startEasybillSimulator({
    accounts: [{ name: 'first', apiKeys: [EASYBILL_KEY], plan, customers }],
  });
  const outsmart = await startOutsmartSimulator({
    accounts: [{ name: 'first', token: OUTSMART_TOKEN, softwareToken: SOFTWARE_TOKEN }],
  });
  const stack = await startLocalStack({
    assemblyDir: FLOW_ASSEMBLY,
    stackName: STACK_NAME,
    schedules: 'manual',
    environment: { EASYBILL_BASE_URL: easybill.url, OUTSMART_BASE_URL: outsmart.url },
  });
  return {
    stack,
    easybill,
    outsmart,
    stop: async () => {
      await stack.stop();
      await easybill.close();
      await outsmart.close();
    },
  };
}

/** An answer of the management API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

/** Calls the management API over HTTP. */
export async function api(
  stack: LocalStack,
  method: string,
  path: string,
  body?: unknown,
): Promise<ApiAnswer> {
  const response = await fetch(`${stack.apiUrl}${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Connects the accounts and returns the connection's id; the first import is under way. */
export async function connect(stack: LocalStack, changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await api(stack, 'POST', '/connections', { ...connectRequest(), ...changes });
  if (status !== 201 && status !== 200)
    throw new Error(`connecting answered ${status}: ${JSON.stringify(body)}`);
  return body.connectionId as string;
}

/** Body of `POST /connections` with the keys of the simulated accounts. */
export function connectRequest(): Record<string, unknown> {
  return {
    plan: 'plus',
    easybill: { apiKey: EASYBILL_KEY },
    outsmart: { token: OUTSMART_TOKEN, softwareToken: SOFTWARE_TOKEN },
  };
}

/** Waits until a condition holds, up to a deadline; the last value is in the error. */
export async function eventually<Value>(
  look: () => Promise<Value> | Value,
  holds: (value: Value) => boolean,
  timeoutMs = 20_000,
): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`still not so after ${timeoutMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for the newest import of a connection to end. */
export async function importEnded(stack: LocalStack, connectionId: string): Promise<ApiAnswer['body']> {
  return eventually(
    async () => (await api(stack, 'GET', `/connections/${connectionId}/imports?limit=1`)).body.items[0],
    (run) => run !== undefined && ['complete', 'failed', 'braked'].includes(run.state),
    60_000,
  );
}

/** Rows of a table. */
export async function rows(
  stack: LocalStack,
  table: string,
  partition?: string,
): Promise<Record<string, unknown>[]> {
  const TableName = stack.tableName(table);
  const { Items = [] } = await stack.clients.dynamodb.send(
    partition === undefined
      ? new ScanCommand({ TableName })
      : new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition },
        }),
  );
  return Items;
}
