import type { LogLine } from '../../../infra/local/stack/deployed-stack.ts';
import { startLocalStack } from '../../../infra/local/stack/local-stack.ts';
import { startEasybillSimulator, type CustomerInput } from '../../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator } from '../../../infra/local/vendors/outsmart/index.ts';
import { STACK_NAME, type Connector } from '../connector.ts';
import { FLOW_ASSEMBLY } from '../flow-assembly.ts';
import type { Canaries, Output } from './canaries.ts';
import { startRecordingProxy, type RecordedCall } from './recording-proxy.ts';

/** Keys of an account at both vendors: each is a canary. */
interface AccountKeys {
  readonly apiKey: string;
  readonly token: string;
  readonly softwareToken: string;
}

/** A request to the stack's HTTP API; a body text is sent as it is, anything else as JSON. */
interface ApiCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The connector with all that it lets out being kept. */
export interface WatchedConnector extends Connector {
  readonly canaries: Canaries;
  readonly keys: (account: string) => AccountKeys;
  /** Every line of every function, its stack traces and metrics included. */
  readonly logs: Output[];
  /** Every answer of the HTTP API to {@link call}. */
  readonly answers: Output[];
  /** Every message functions sent to a queue, with its attributes. */
  readonly messages: () => Output[];
  /** Everything functions ever wrote to a table, also what was overwritten since. */
  readonly rows: () => Output[];
  readonly call: (
    method: string,
    pathOrUrl: string,
    call?: ApiCall,
  ) => Promise<{ status: number; body: any }>;
}

/** Starts the stack between the simulated vendors, all keys canaries, all logs down to debug level kept. */
export async function startWatchedConnector(
  canaries: Canaries,
  accounts: Readonly<Record<string, readonly CustomerInput[]>>,
): Promise<WatchedConnector> {
  const keys = new Map(
    Object.keys(accounts).map((name) => [
      name,
      {
        apiKey: canaries.plant(`easybill key of "${name}"`),
        token: canaries.plant(`OutSmart token of "${name}"`),
        softwareToken: canaries.plant(`OutSmart software token of "${name}"`),
      },
    ]),
  );
  const easybill = await startEasybillSimulator({
    accounts: [...keys].map(([name, { apiKey }]) => ({
      name,
      apiKeys: [apiKey],
      customers: accounts[name] ?? [],
    })),
  });
  const outsmart = await startOutsmartSimulator({
    accounts: [...keys].map(([name, own]) => ({ name, ...own })),
  });
  const [queues, tables] = [await startRecordingProxy(), await startRecordingProxy()];
  const logs: Output[] = [];
  const answers: Output[] = [];
  const stack = await startLocalStack({
    assemblyDir: FLOW_ASSEMBLY,
    stackName: STACK_NAME,
    schedules: 'manual',
    environment: {
      EASYBILL_BASE_URL: easybill.url,
      OUTSMART_BASE_URL: outsmart.url,
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
      AWS_ENDPOINT_URL_SQS: queues.url,
      AWS_ENDPOINT_URL_DYNAMODB: tables.url,
    },
    onLog: ({ function: name, text }: LogLine) => logs.push({ where: `log of ${name}`, text }),
  });
  queues.forwardTo(stack.endpoints.sqs);
  tables.forwardTo(stack.endpoints.dynamodb);
  return {
    stack,
    easybill,
    outsmart,
    canaries,
    keys: (account) => keys.get(account)!,
    logs,
    answers,
    messages: () => written(queues.calls),
    rows: () => written(tables.calls),
    call: async (method, pathOrUrl, { body, headers } = {}) => {
      const response = await fetch(new URL(pathOrUrl, stack.apiUrl), {
        method,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: { 'content-type': 'application/json', ...headers },
      });
      const text = await response.text();
      const sent = [...response.headers].join('\n');
      const { pathname } = new URL(pathOrUrl, stack.apiUrl);
      answers.push({
        where: `answer ${response.status} to ${method} /${pathname.split('/')[1]}`,
        text: `${sent}\n${text}`,
      });
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    stop: async () => {
      await stack.stop();
      await Promise.all([easybill.close(), outsmart.close(), queues.close(), tables.close()]);
    },
  };
}

function written(calls: readonly RecordedCall[]): Output[] {
  return calls
    .filter(({ operation }) => /^(Send|Put|Update|BatchWrite|TransactWrite)/.test(operation))
    .map(({ operation, body }) => ({ where: `${operation} of ${resourcesIn(body)}`, text: body }));
}

function resourcesIn(body: string): string {
  const names = [
    ...body.matchAll(/"(?:TableName|QueueUrl)":"(?:[^"]*\/)?([^"]+)"|"RequestItems":\{"([^"]+)"/g),
  ];
  return [...new Set(names.map(([, resource, batch]) => resource ?? batch))].join('+');
}
