/**
 * The stack deployed with the plain CDK CLI to an AWS emulator that nobody of this project wrote, and the first flow
 * through what was deployed. Every test builds on those before it.
 *
 * What only this test shows: CloudFormation takes the template, and an update of it; the bundles load in a Lambda that is
 * not ours; and the roles allow what the functions do, since the emulator checks the policies of every call.
 *
 * What the emulator (ministack 1.5.33) gets wrong or leaves out, and where it is tested instead:
 *
 * | On AWS | In the emulator | Tested by |
 * |---|---|---|
 * | time to live, point-in-time recovery of tables | dropped by CloudFormation | `test/infra/state`, `test/unit/local/local-stack` |
 * | `RecursiveLoop: Allow` | dropped by CloudFormation | `test/infra/queues` |
 * | throttling of the API's stage | dropped by CloudFormation | `test/infra/api` |
 * | `Ref` of a secret is its ARN | is its name, see `make-up-for-secret-ref` | `test/infra/permissions` |
 * | memory, arm64, freezing between events | any machine, never frozen | nothing |
 * | retries until the dead-letter queue, 12 min apart | set up right, too slow to wait for | `test/unit/local/event-source-mapping`, `test/infra/queues` |
 * | `cdk destroy` | not tried | nothing |
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readFile } from 'node:fs/promises';
import { ulid } from 'ulid';
import { demoCustomers } from '../../infra/local/vendors/demo-customers.ts';
import { startEasybillSimulator, type EasybillSimulator } from '../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../../infra/local/vendors/outsmart/index.ts';
import { eventually } from '../support/eventually.ts';
import { createCaller, mayInvoke, type Signer } from './api-caller.ts';
import { ONLY_CUSTOMERS } from '../support/connector.ts';
import { slotAt } from '../../shared/connections/slot.ts';
import { runCdk } from './cdk.ts';
import { DeployedApi, resolveLocalhostNames } from './deployed-api.ts';
import { tableItems, tableName } from './deployed-tables.ts';
import { saveFunctionLogs } from './function-logs.ts';
import { makeUpForSecretRef } from './make-up-for-secret-ref.ts';

// Two pages, so that the worker also sends to its own queue.
const CUSTOMERS = 1200;
const STACK = 'deployed-connector';
const OUTPUTS_FILE = '.cache/deploy-outputs.json';
// The schedule's minute, and a run.
const FLOW_LIMIT_MS = 90_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CREDENTIALS = {
  plan: 'business',
  easybill: { apiKey: 'key-of-the-easybill-account' },
  outsmart: { token: 'token-of-the-outsmart-account', softwareToken: 'token-of-this-software' },
  settings: { imports: ONLY_CUSTOMERS },
};

let easybill: EasybillSimulator;
let outsmart: OutsmartSimulator;
let documents: DynamoDBDocumentClient;
let apiUrl: string;
let api: DeployedApi;
let connectionId: string;

beforeAll(async () => {
  if (!process.env.AWS_ENDPOINT_URL?.startsWith('https://127.0.0.1:')) {
    throw new Error(
      'This deploys: start it with `npm run test:deploy`, which starts an emulator to deploy to.',
    );
  }
  resolveLocalhostNames();
  easybill = await startEasybillSimulator({
    accounts: [
      {
        name: 'first',
        apiKeys: [CREDENTIALS.easybill.apiKey],
        plan: 'business',
        customers: demoCustomers(CUSTOMERS),
      },
    ],
  });
  outsmart = await startOutsmartSimulator({ accounts: [{ name: 'first', ...CREDENTIALS.outsmart }] });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
});

afterAll(async () => {
  documents.destroy();
  await easybill.close();
  await outsmart.close();
  await saveFunctionLogs('.cache/deploy-functions.log');
});

describe('deploying', () => {
  it('starts with a plain bootstrap', async () => {
    const output = await runCdk(['bootstrap']);

    expect(output).toContain('bootstrapped');
  });

  it('creates the whole stack and says where its API is', async () => {
    await deploy(context());

    const outputs = JSON.parse(await readFile(OUTPUTS_FILE, 'utf8'));
    apiUrl = outputs[STACK].ApiUrl;
    expect(apiUrl).toMatch(/^https:\/\//);
    await makeUpForSecretRef(STACK);
  });

  it('leaves no differences behind', async () => {
    const output = await runCdk(['diff', '--fail'], context());

    expect(output).toContain('There were no differences');
  });
});

describe('the deployed connector', () => {
  it('lets nobody manage it who has no permission', async () => {
    const stranger = await createCaller('stranger');
    const backOffice = await createCaller('back-office');
    await mayInvoke('back-office', apiUrl);
    const forger = { ...backOffice, secretAccessKey: stranger.secretAccessKey };
    const list = (signer: Signer) => new DeployedApi(apiUrl, signer).call('GET', '/connections');

    expect((await fetch(`${apiUrl}/connections`)).status).toBe(403);
    expect((await list(stranger)).status).toBe(403);
    expect((await list(forger)).status).toBe(403);
    expect(await list(backOffice)).toEqual({ status: 200, body: { items: [] } });
    api = new DeployedApi(apiUrl, backOffice);
  });

  it('connects two accounts and imports all customers', async () => {
    const { status, body } = await api.call('POST', '/connections', CREDENTIALS);
    expect(status).toBe(201);
    connectionId = body.connectionId;

    const run = await importEnded();
    expect(run).toMatchObject({ state: 'complete', pages: 2, counts: { seen: CUSTOMERS, failed: 0 } });
    expect(relations().size).toBe(run.counts.created);
    expect(violations()).toEqual([]);
  });

  it('takes over a change that easybill announces', async () => {
    const account = easybill.account('first');
    const customer = [...account.customers.values()].find(({ number }) => relations().has(number))!;

    account.upsertCustomer({ id: customer.id, city: 'Neustadt an der Probe' });

    await eventually(() => {
      expect(JSON.stringify(relations().get(customer.number))).toContain('Neustadt an der Probe');
    }, FLOW_LIMIT_MS);
    expect(account.deliveries.attempted.map(({ status }) => status)).toEqual([200]);
  });

  it('answers 404 to forged webhooks', async () => {
    const { deliveries, webhooks } = easybill.account('first');
    const { url } = [...webhooks.values()][0]!;
    const forged = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const delivery = { body: '{"id":5000001}', headers: { 'X-easybill-Event': 'customer.update' } };

    expect(await deliveries.deliverByHand(forged, delivery)).toBe(404);
    expect(await deliveries.deliverByHand(`${apiUrl}/webhooks/easybill/${connectionId}/x`, delivery)).toBe(
      404,
    );
  });

  it('is called by the schedule, and does what is due', async () => {
    await documents.send(
      new UpdateCommand({
        TableName: await tableName(documents, 'Connections'),
        Key: { pk: connectionId, sk: 'entity#customer' },
        UpdateExpression: 'SET lastRunId = :yesterday',
        ConditionExpression: 'attribute_exists(lastRunId)',
        ExpressionAttributeValues: { ':yesterday': ulid(Date.now() - 2 * DAY_MS) },
      }),
    );
    // Otherwise its turn might be a quarter of an hour away.
    await documents.send(
      new UpdateCommand({
        TableName: await tableName(documents, 'Connections'),
        Key: { pk: connectionId, sk: 'connection' },
        UpdateExpression: 'SET turnKey = :next',
        ExpressionAttributeValues: { ':next': `connection#${slotAt(Date.now() + MINUTE_MS)}` },
      }),
    );

    await eventually(
      async () => {
        expect(await newestRun()).toMatchObject({ trigger: 'schedule', state: 'complete' });
      },
      FLOW_LIMIT_MS + MINUTE_MS,
      500,
    );
  });
});

describe('deploying again', () => {
  it('with changed settings updates functions and keeps the data', async () => {
    const connection = await api.call('GET', `/connections/${connectionId}`);
    const mappings = await tableItems(documents, 'Mappings');
    expect(mappings.length).toBeGreaterThan(0);

    const output = await deploy(changedContext());

    expect(output).toMatch(/UPDATE_COMPLETE +\| AWS::Lambda::Function/);
    expect(await tableItems(documents, 'Mappings')).toEqual(mappings);
    // The budget shows the calls of the last minute, which has gone on.
    expect(await api.call('GET', `/connections/${connectionId}`)).toEqual({
      ...connection,
      body: { ...connection.body, budget: expect.any(Object) },
    });
    expect((await api.call('GET', '/connections')).body.items).toHaveLength(1);
  });

  it('leaves an import nothing to write', async () => {
    const writes = outsmart.requests.filter(({ method }) => method !== 'GET').length;
    const { status, body } = await api.call('POST', `/connections/${connectionId}/imports`, {});
    expect(status).toBe(202);

    const run = await importEnded();
    expect(run).toMatchObject({
      runId: body.runs[0].runId,
      state: 'complete',
      counts: { seen: CUSTOMERS, created: 0, updated: 0 },
    });
    expect(outsmart.requests.filter(({ method }) => method !== 'GET')).toHaveLength(writes);
    expect(violations()).toEqual([]);
  });
});

describe('a deployed connection', () => {
  it('is disconnected without a trace at the vendors, and connected again as the same', async () => {
    expect((await api.call('DELETE', `/connections/${connectionId}`)).status).toBe(202);

    await eventually(async () => {
      const { body } = await api.call('GET', `/connections/${connectionId}`);
      expect(body).toMatchObject({ status: 'disconnected', webhook: { registered: false } });
    }, FLOW_LIMIT_MS);
    expect(easybill.account('first').webhooks.size).toBe(0);

    const again = await api.call('POST', '/connections', CREDENTIALS);
    expect(again).toMatchObject({ status: 200, body: { connectionId, status: 'active' } });
    expect(await importEnded()).toMatchObject({ counts: { created: 0, updated: 0 } });
  });

  it('takes new keys, and is forgotten', async () => {
    const replaced = await api.call('PUT', `/connections/${connectionId}/credentials`, {
      easybill: CREDENTIALS.easybill,
    });
    expect(replaced.status).toBe(200);

    expect((await api.call('DELETE', `/connections/${connectionId}?purge=true`)).status).toBe(202);

    await eventually(async () => {
      expect((await api.call('GET', `/connections/${connectionId}`)).status).toBe(404);
    }, FLOW_LIMIT_MS);
    for (const table of ['Connections', 'Mappings', 'Permits', 'Activity']) {
      expect(JSON.stringify(await tableItems(documents, table))).not.toContain(connectionId);
    }
  });
});

function context(): Record<string, string> {
  return {
    stackName: STACK,
    stage: 'dev',
    easybillBaseUrl: easybill.url,
    outsmartBaseUrl: outsmart.url,
  };
}

/** Changes the environment of functions, and adds resources. */
function changedContext(): Record<string, string> {
  const { easybillBaseUrl = '', ...rest } = context();
  return {
    ...rest,
    easybillBaseUrl: easybillBaseUrl.replace('127.0.0.1', 'localhost'),
    alarmEmail: 'ops@example.com',
  };
}

function deploy(settings: Record<string, string>): Promise<string> {
  return runCdk(['deploy', '--require-approval', 'never', '--outputs-file', OUTPUTS_FILE], settings);
}

async function newestRun(): Promise<any> {
  const { body } = await api.call('GET', `/connections/${connectionId}/imports?limit=1`);
  return body.items[0];
}

function importEnded(): Promise<any> {
  return eventually(
    async () => {
      const run = await newestRun();
      expect(run?.state).toMatch(/^(complete|failed|braked)$/);
      return run;
    },
    FLOW_LIMIT_MS,
    250,
  );
}

const relations = () => outsmart.account('first').relations;
const violations = () => [...easybill.violations, ...outsmart.violations];
