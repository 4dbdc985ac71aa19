import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { startLocalStack, type LocalStack } from '../../infra/local/stack/local-stack.ts';
import type { SynthesisedStack } from '../../infra/local/stack/synth.ts';
import {
  startEasybillSimulator,
  type EasybillSimulator,
  type EasybillAccountOptions,
} from '../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../../infra/local/vendors/outsmart/index.ts';
import { FLOW_ASSEMBLY } from './flow-assembly.ts';

export const STACK_NAME = 'outsmart-easybill';
export const SOFTWARE_TOKEN = 'token-of-this-software';

/** The synthesised stack at work between the simulated vendors. */
export interface Connector {
  readonly stack: LocalStack;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  stop(): Promise<void>;
}

/** What an account has at easybill before it is connected. */
export type AccountStart = Omit<EasybillAccountOptions, 'name' | 'apiKeys'>;

/**
 * Starts the bundled functions of the synthesised stack, and one account of each name at each vendor: `first` only,
 * unless told. Tests that use an account of their own do not disturb each other.
 */
export async function startConnector({
  plan = 'plus',
  customers = [],
  accounts = { first: { plan, customers } },
  assembly = { assemblyDir: FLOW_ASSEMBLY, stackName: STACK_NAME },
}: AccountStart & {
  accounts?: Readonly<Record<string, AccountStart>>;
  /** The synthesised stack of the flow tests unless told. */
  assembly?: SynthesisedStack;
} = {}): Promise<Connector> {
  const easybill = await startEasybillSimulator({
    accounts: Object.entries(accounts).map(([name, account]) => ({
      plan,
      ...account,
      name,
      apiKeys: [easybillKey(name)],
    })),
  });
  const outsmart = await startOutsmartSimulator({
    accounts: Object.keys(accounts).map((name) => ({
      name,
      token: outsmartToken(name),
      softwareToken: SOFTWARE_TOKEN,
    })),
  });
  const stack = await startLocalStack({
    ...assembly,
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

/** The API key of a simulated easybill account. */
export const easybillKey = (account: string): string => `easybill-key-of-${account}`;
/** The token of a simulated OutSmart account. */
export const outsmartToken = (account: string): string => `outsmart-token-of-${account}`;

/** An answer of the management API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

/** Calls the management API over HTTP. A text is sent as it is, anything else as JSON. */
export async function api(
  stack: LocalStack,
  method: string,
  path: string,
  body?: unknown,
): Promise<ApiAnswer> {
  const response = await fetch(`${stack.apiUrl}${path}`, {
    method,
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : JSON.stringify(body),
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

const OFF = { enabled: false };
/** Import settings under which there are customers only: what most tests look at. */
export const ONLY_CUSTOMERS = { contacts: OFF, categories: OFF, products: OFF, hourTypes: OFF };

/**
 * Connects accounts and returns the connection's id; the first import is under way. Only customers are imported unless
 * the changes say otherwise.
 */
export async function connect(
  stack: LocalStack,
  changes: Record<string, unknown> & { settings?: Record<string, unknown> & { imports?: object } } = {},
  account = 'first',
): Promise<string> {
  const { settings } = changes;
  const imports = { ...ONLY_CUSTOMERS, ...settings?.imports };
  const request = { ...connectRequest(account), ...changes, settings: { ...settings, imports } };
  const { status, body } = await api(stack, 'POST', '/connections', request);
  if (status !== 201 && status !== 200)
    throw new Error(`connecting answered ${status}: ${JSON.stringify(body)}`);
  return body.connectionId as string;
}

/** Body of `POST /connections` with the keys of an account and customers as the only import. */
export function connectRequest(account = 'first'): Record<string, unknown> {
  return {
    plan: 'plus',
    easybill: { apiKey: easybillKey(account) },
    outsmart: { token: outsmartToken(account), softwareToken: SOFTWARE_TOKEN },
    settings: { imports: ONLY_CUSTOMERS },
  };
}

/** Connects an account whose plan is Business and waits for its first import. */
export async function connectBusiness(stack: LocalStack, account = 'first'): Promise<string> {
  const connectionId = await connect(stack, { plan: 'business' }, account);
  await importEnded(stack, connectionId);
  return connectionId;
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

/** Starts an import of all customers and waits for it to end. */
export async function importAgain(stack: LocalStack, connectionId: string): Promise<ApiAnswer['body']> {
  const { status, body } = await api(stack, 'POST', `/connections/${connectionId}/imports`);
  if (status !== 202) throw new Error(`importing answered ${status}: ${JSON.stringify(body)}`);
  return importEnded(stack, connectionId, body.runs[0].runId as string);
}

/** Waits for an import of a connection to end, the newest unless told, and for its worker to let go of the lease. */
export async function importEnded(
  stack: LocalStack,
  connectionId: string,
  runId?: string,
): Promise<ApiAnswer['body']> {
  const run = await eventually(
    async () => {
      const { body } = await api(stack, 'GET', `/connections/${connectionId}/imports?limit=10`);
      return runId === undefined ? body.items[0] : body.items.find((run: any) => run.runId === runId);
    },
    (run) => run !== undefined && ['complete', 'failed', 'braked'].includes(run.state),
    60_000,
  );
  await eventually(
    () => rows(stack, 'Connections', connectionId),
    (states) => states.every(({ leaseHolder }) => leaseHolder === undefined),
  );
  return run;
}

/** The sync log of a connection, newest first. */
export async function activity(stack: LocalStack, connectionId: string): Promise<any[]> {
  const { body } = await api(stack, 'GET', `/connections/${connectionId}/activity?limit=100&lang=en`);
  return body.items as any[];
}

/** Rows of a table. */
export async function rows(
  stack: LocalStack,
  table: string,
  partition?: string,
): Promise<Record<string, any>[]> {
  const TableName = stack.tableName(table);
  const found: Record<string, any>[] = [];
  let ExclusiveStartKey: Record<string, any> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await stack.clients.dynamodb.send(
      partition === undefined
        ? new ScanCommand({ TableName, ExclusiveStartKey })
        : new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': partition },
            ExclusiveStartKey,
          }),
    );
    found.push(...Items);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

/** Switches customers on for a connection that was made with them off, so that no worker has read its secret yet. */
export async function switchCustomersOn(stack: LocalStack, connectionId: string): Promise<void> {
  await stack.clients.dynamodb.send(
    new UpdateCommand({
      TableName: stack.tableName('Connections'),
      Key: { pk: connectionId, sk: 'connection' },
      UpdateExpression: 'SET settings.imports.customers.enabled = :on',
      ExpressionAttributeValues: { ':on': true },
    }),
  );
}

/** Names of the secrets of connections. */
export async function secretNames(stack: LocalStack): Promise<string[]> {
  const { SecretList = [] } = await stack.clients.secrets.send(new ListSecretsCommand({}));
  return SecretList.map(({ Name }) => Name!).filter((name) => name.includes('/connections/'));
}
