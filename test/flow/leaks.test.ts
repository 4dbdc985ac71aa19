import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { activity, importEnded, STACK_NAME } from '../support/connector.ts';
import { FLOW_ASSEMBLY } from '../support/flow-assembly.ts';
import { addUnreadableCustomers, canaryCustomer, mixedCustomers } from '../support/leaks/canary-customers.ts';
import { Canaries, type Output } from '../support/leaks/canaries.ts';
import {
  breakSecrets,
  breakSigningKey,
  connectTwice,
  connectWatched,
  failToConnect,
} from '../support/leaks/connect-steps.ts';
import {
  failToImport,
  importAgain,
  LIST_FAULTS,
  listing,
  lookAround,
  reconnect,
  WRITE_FAULTS,
  writing,
} from '../support/leaks/import-steps.ts';
import { startWatchedConnector, type WatchedConnector } from '../support/leaks/watched-connector.ts';
import { changeCustomers, deliverByHand, failToRead, poison } from '../support/leaks/webhook-steps.ts';

const READING = ['reads badly', 'reads worse', 'reads worst'];
const SINGLE = [
  ...LIST_FAULTS.map(listing),
  ...WRITE_FAULTS.map(writing),
  ...READING,
  ...['no signing key', 'connects late', 'delivers by hand', 'joined elsewhere'],
];
const SECRETLESS = Array.from({ length: 5 }, (_, i) => `without a good secret ${i + 1}`);

describe('personal data and secrets', () => {
  const canaries = new Canaries();
  const codes = new Set<string>();
  let connector: WatchedConnector;

  beforeAll(async () => {
    connector = await startWatchedConnector(canaries, {
      main: mixedCustomers(canaries, 5),
      json: mixedCustomers(canaries, 5),
      form: mixedCustomers(canaries, 5),
      ...Object.fromEntries(
        [...SINGLE, ...SECRETLESS].map((name) => [
          name,
          [canaryCustomer(canaries, `the customer of "${name}"`)],
        ]),
      ),
    });
    const { stack, easybill } = connector;
    addUnreadableCustomers(canaries, easybill.account('main'), 5_000_501);

    // A connection has ten calls in its first minute, so each step has accounts of its own.
    await breakSigningKey(connector, 'no signing key');
    await failToConnect(connector, 'connects late');
    const main = await connectWatched(connector, 'main', { noteToRemark: true, workOrderEmail: 'same' });
    await importEnded(stack, main);
    await connectTwice(connector, 'main', 'joined elsewhere');
    const json = await changeCustomers(connector, 'json', 'json');
    const form = await changeCustomers(connector, 'form', 'form');
    await deliverByHand(connector, 'delivers by hand');
    const reading = await failToRead(connector, READING);
    const faulty = await failToImport(connector);
    await reconnect(connector, [listing('401'), writing('code 1004')]);
    await breakSecrets(connector, SECRETLESS);
    await poison(connector);
    await importAgain(connector, main, 'main');
    await lookAround(connector);
    for (const connectionId of [main, json, form, ...reading, ...faulty.values()]) {
      for (const { code } of await activity(stack, connectionId)) codes.add(code as string);
    }
  }, 120_000);
  afterAll(() => connector.stop());

  it('went through all that may go wrong', () => {
    const { easybill, outsmart, logs, messages, rows, answers } = connector;
    const seen = (outputs: readonly Output[], text: string): boolean =>
      outputs.some((output) => `${output.where} ${output.text}`.includes(text));

    expect(easybill.faults.outstanding + outsmart.faults.outstanding).toBe(0);
    expect([...codes].sort()).toEqual([
      'connectionCreated',
      'connectionRevived',
      'credentialsRejected',
      'entityBlocked',
      'keyChanged',
      'listRejected',
      'rateLimited',
      'recordRejected',
      'recordUnknown',
      'recordUnreadable',
      'recordUpdated',
      'recordWithdrawn',
      'runCompleted',
      'runFailed',
      'runStarted',
      'skippedDuplicateNumber',
      'skippedMissingAddress',
      'skippedNoName',
      'skippedNumberTooLong',
      'skippedNumberUnreadable',
    ]);
    const logged = ['UnreadableSecretError', 'OutsmartMisuseError', 'CredentialsMissingError'];
    const lines = ['EasybillWebhook', 'Management', 'ImportCustomers', '"_aws"', '"level":"DEBUG"', 'stack'];
    expect([...logged, ...lines].filter((text) => !seen(logs, text))).toEqual([]);
    const tables = ['ConnectionsTable', 'MappingsTable', 'PermitsTable', 'ActivityTable'];
    expect(tables.filter((table) => !seen(rows(), table))).toEqual([]);
    expect(seen(messages(), 'SendMessage of outsmart-easybill-ImportCustomersQueue')).toBe(true);
    const statuses = [200, 201, 202, 400, 404, 409, 422, 429, 500, 503];
    expect(statuses.filter((status) => !seen(answers, `answer ${status} to`))).toEqual([]);
  });

  it.each<[string, () => readonly Output[]]>([
    ['line of a log', () => connector.logs],
    ['message of a queue', () => connector.messages()],
    ['row of a table', () => connector.rows()],
    ['answer of the API', () => connector.answers],
  ])('are in no %s', (_place, outputs) => {
    expect(canaries.leaks(outputs())).toEqual([]);
  });

  it('have no way into the access log of the API', async () => {
    const template = await readFile(`${FLOW_ASSEMBLY}/${STACK_NAME}.template.json`, 'utf8');
    const { Resources } = JSON.parse(template) as { Resources: Record<string, any> };
    const stage = Object.values(Resources).find(({ Type }) => Type === 'AWS::ApiGatewayV2::Stage');
    const format = JSON.stringify(stage!.Properties.AccessLogSettings.Format);

    const variables = [...format.matchAll(/\$[\w.]+/g)].map(([variable]) => variable);
    expect(variables).toContain('$context.routeKey');
    const own =
      /^\$context\.(request(Id|TimeEpoch)|routeKey|status|response(Length|Latency)|error\.responseType)$/;
    const integration = /^\$context\.(integration(Latency|Status)|integration\.requestId)$/;
    expect(variables.filter((variable) => !own.test(variable) && !integration.test(variable))).toEqual([]);
  });

  it.each<[string, (canary: string) => string]>([
    ['plain', (canary) => `Kunde ${canary}`],
    ['in capitals', (canary) => canary.toUpperCase()],
    ['in half', (canary) => `Unexpected token, ..."${canary.slice(5, 25)}"... is not valid JSON`],
    ['as JSON in JSON', (canary) => JSON.stringify(JSON.stringify({ text: `"${canary}"` }))],
    ['in a query', (canary) => `?name=${encodeURIComponent(`ü ${canary}`)}`],
    ['percent-encoded', (canary) => Buffer.from(canary).toString('hex').replaceAll(/../g, '%$&')],
    ['as base64', (canary) => `x${Buffer.from(`ab:${canary}`).toString('base64')}`],
    ['as base64url', (canary) => Buffer.from(`{"a":"${canary}"}`).toString('base64url')],
  ])('would be found %s', (_form, write) => {
    const own = new Canaries();
    own.plant('another');
    const text = write(own.plant('the name'));

    expect(own.leaks([{ where: 'a log', text }])).toEqual(['the name in a log']);
  });
});
