import { ONLY_CUSTOMERS } from '../support/connector.ts';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { startLocalStack, type LocalStack } from '../../infra/local/stack/local-stack.ts';
import type { SynthesisedStack } from '../../infra/local/stack/synth.ts';
import {
  startEasybillSimulator,
  type EasybillAccountOptions,
  type EasybillSimulator,
} from '../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../../infra/local/vendors/outsmart/index.ts';
import { startObservingProxy } from './observing-proxy.ts';
import { UnitCounter, type Units } from './units.ts';

const ACCOUNT = 'bench';
const TABLES = ['Connections', 'Mappings', 'Permits', 'Activity'] as const;
type TableName = (typeof TABLES)[number];

/** What happened between two looks. */
export interface Counts {
  readonly units: Readonly<Record<TableName, Units>>;
  readonly easybillCalls: number;
  readonly outsmartCalls: number;
  /** Messages sent by functions. */
  readonly sends: number;
  /** Receives that returned messages: those that returned none cost the same whatever the traffic. */
  readonly receives: number;
  readonly deletes: number;
  /** Calls to AWS of the webhook function, the only one without an SDK. */
  readonly webhookCalls: readonly string[];
  readonly webhookInvocations: number;
  readonly workerInvocations: number;
}

/** The connector at work between simulated vendors, with every request of its functions counted. */
export interface MeasuredConnector {
  readonly stack: LocalStack;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly account: ReturnType<EasybillSimulator['account']>;
  readonly connectionId: string;
  /** Does something, waits until all of its work is done, and tells what that took. */
  measure(act: () => unknown): Promise<Counts>;
  stop(): Promise<void>;
}

/** What an account besides the usual one has at easybill. */
export type FurtherAccount = Omit<EasybillAccountOptions, 'apiKeys'>;

/**
 * Starts the stack and connects an account without customers; its first import is over. Further accounts are left to
 * be connected.
 */
export async function startMeasuredConnector(
  stackToRun: SynthesisedStack,
  further: readonly FurtherAccount[],
): Promise<MeasuredConnector> {
  const accounts: readonly FurtherAccount[] = [{ name: ACCOUNT }, ...further];
  const easybill = await startEasybillSimulator({
    accounts: accounts.map((account) => ({ ...account, apiKeys: [`easybill-${account.name}`] })),
  });
  const outsmart = await startOutsmartSimulator({
    accounts: accounts.map(({ name }) => ({
      name,
      token: `outsmart-${name}`,
      softwareToken: 'software-token',
    })),
  });
  const units = new UnitCounter();
  const webhookCalls: string[] = [];
  let sends = 0;
  const noteWebhookCall = (operation: string, agent: string | undefined): void => {
    if (agent === undefined) webhookCalls.push(operation);
  };
  const dynamodb = await startObservingProxy(
    ({ operation, request, answer }) => {
      units.count(operation, request, answer);
    },
    (body) => JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }),
  );
  const sqs = await startObservingProxy(({ operation, headers }) => {
    if (operation === 'SendMessage') sends += 1;
    noteWebhookCall(operation, headers['user-agent']);
  });
  const secrets = await startObservingProxy(({ operation, headers }) => {
    noteWebhookCall(operation, headers['user-agent']);
  });
  const stack = await startLocalStack({
    ...stackToRun,
    schedules: 'manual',
    environment: {
      EASYBILL_BASE_URL: easybill.url,
      OUTSMART_BASE_URL: outsmart.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    },
  });
  dynamodb.forwardTo(stack.endpoints.dynamodb);
  sqs.forwardTo(stack.endpoints.sqs);
  secrets.forwardTo(stack.endpoints.secretsManager);
  const polling = countPolling(stack.clients.sqs);
  const connectionId = await connect(stack, ACCOUNT, ONLY_CUSTOMERS);

  const measure: MeasuredConnector['measure'] = async (act) => {
    units.reset();
    const before = {
      easybill: easybill.requests.length,
      outsmart: outsmart.requests.length,
      sends,
      ...polling,
      calls: webhookCalls.length,
      webhook: stack.metrics('EasybillWebhook').invocations,
      worker: stack.metrics('ImportCustomers').invocations,
    };
    await act();
    await easybill.idle();
    await stack.idle();
    return {
      units: Object.fromEntries(
        TABLES.map((table) => [table, units.byTable.get(stack.tableName(table)) ?? { read: 0, write: 0 }]),
      ) as Record<TableName, Units>,
      easybillCalls: easybill.requests.length - before.easybill,
      outsmartCalls: outsmart.requests.length - before.outsmart,
      sends: sends - before.sends,
      receives: polling.receives - before.receives,
      deletes: polling.deletes - before.deletes,
      webhookCalls: webhookCalls.slice(before.calls),
      webhookInvocations: stack.metrics('EasybillWebhook').invocations - before.webhook,
      workerInvocations: stack.metrics('ImportCustomers').invocations - before.worker,
    };
  };
  return {
    stack,
    easybill,
    outsmart,
    account: easybill.account(ACCOUNT),
    connectionId,
    measure,
    stop: async () => {
      await stack.stop();
      await Promise.all([dynamodb.close(), sqs.close(), secrets.close(), easybill.close(), outsmart.close()]);
    },
  };
}

/** Calls the management API. */
export async function callApi(
  stack: LocalStack,
  path: string,
  body: unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Promise<unknown> {
  const response = await fetch(`${stack.apiUrl}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.json();
}

/** Connects an account and waits until its first imports are over. */
export async function connect(stack: LocalStack, account: string, imports: object): Promise<string> {
  const { connectionId } = (await callApi(stack, '/connections', {
    plan: 'business',
    easybill: { apiKey: `easybill-${account}` },
    outsmart: { token: `outsmart-${account}`, softwareToken: 'software-token' },
    settings: { imports },
  })) as { connectionId: string };
  await stack.idle();
  return connectionId;
}

/** Counts what the event source mappings ask the queues, on the client they use. */
function countPolling(client: SQSClient): { receives: number; deletes: number } {
  const polling = { receives: 0, deletes: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        // Before it is sent: once it has arrived, all work is done.
        if (commandName === 'DeleteMessageBatchCommand') polling.deletes += 1;
        const result = await next(args);
        const { Messages: messages = [] } = result.output as { Messages?: unknown[] };
        if (commandName === 'ReceiveMessageCommand' && messages.length > 0) polling.receives += 1;
        return result;
      },
    { step: 'initialize', name: 'countPolling' },
  );
  return polling;
}
