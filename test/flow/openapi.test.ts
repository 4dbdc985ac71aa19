import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { OpenAPIClientAxios, type OpenAPIClient } from 'openapi-client-axios';
import {
  api,
  connectRequest,
  easybillKey,
  importEnded,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer, FIRST_ID } from '../support/customers.ts';

// Functions that start, and machines that are busy.
jest.setTimeout(30_000);

/** The document with answers closed: a field that it does not describe is wrong here. */
function closed(node: any): any {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return copy.type === 'object' && copy.properties !== undefined && copy.additionalProperties === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

describe('a client generated from the OpenAPI document', () => {
  let connector: Connector;
  let client: OpenAPIClient;
  let document: any;
  let ajv: Ajv2020;
  const called = new Set<string>();

  beforeAll(async () => {
    connector = await startConnector({
      accounts: { client: { plan: 'business', customers: [customer(), customer({ zip_code: '' })] } },
    });
    document = (await api(connector.stack, 'GET', '/openapi.json')).body;
    ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(closed(document), 'api');
    client = await new OpenAPIClientAxios({
      definition: document,
      axiosConfigDefaults: { validateStatus: () => true, adapter: 'fetch' },
    }).init();
  }, 60_000);
  afterAll(() => connector.stop());

  /** Calls an operation; its answer has to have one of the described forms. */
  async function call(
    operationId: string,
    parameters: Record<string, unknown> = {},
    body?: unknown,
  ): Promise<{ status: number; data: any }> {
    called.add(operationId);
    const { status, data, headers } = await client[operationId]!(parameters as any, body as any);
    const { path, method } = client.api.getOperation(operationId)!;
    const type = String(headers['content-type']);
    const pointer = ['paths', path, method, 'responses', `${status}`, 'content', type, 'schema'];
    const matches = ajv.getSchema(`api#/${pointer.map(escaped).join('/')}`);
    if (!matches) throw new Error(`${operationId} answers ${status} ${type}, which is not described`);
    void matches(data);
    expect({ operationId, status, errors: matches.errors ?? [] }).toEqual({
      operationId,
      status,
      errors: [],
    });
    return { status, data };
  }

  it('reaches every operation and is answered as described', async () => {
    const { stack } = connector;
    const { customers } = connector.easybill.account('client');
    const refused = await call('createConnection', {}, { ...connectRequest('client'), plan: 'gold' });
    const wrongKey = { ...connectRequest('client'), easybill: { apiKey: `${easybillKey('client')}-old` } };
    const rejected = await call('createConnection', {}, wrongKey);
    const created = await call('createConnection', {}, { ...connectRequest('client'), plan: 'business' });
    const { connectionId } = created.data;
    await importEnded(stack, connectionId);
    const again = await call('createConnection', {}, { ...connectRequest('client'), plan: 'business' });

    expect([refused, rejected, created, again].map(({ status }) => status)).toEqual([422, 422, 201, 200]);
    expect(customers.size).toBe(2);

    const of = (operationId: string, more: Record<string, unknown> = {}, body?: unknown) =>
      call(operationId, { connectionId, ...more }, body);
    await importEnded(stack, connectionId);
    const { runs } = (await of('startImports', {}, { verify: true })).data;
    const runId = runs[0].runId as string;
    const record = { entity: 'customer', easybillId: FIRST_ID };
    const answers = [
      await call('listConnections', { limit: 1 }),
      await of('getConnection'),
      await call('getConnection', { connectionId: 'c0' }),
      await of('getSettings'),
      await of('changeSettings', {}, { language: 'en', imports: { customers: { splitHouseNumber: true } } }),
      await of('changeSettings', {}, { langauge: 'en' }),
      await of('startImports', {}, { entities: ['invoice'] }),
      await of('listImports', { limit: 2 }),
      await of('getImport', { runId }),
      await of('getImport', { runId: 'none' }),
      await of('getImportReport', { runId: 'none' }),
      await of('confirmImport', { runId }),
      await of('syncRecord', record),
      await of('syncRecord', { ...record, entity: 'invoice' }),
      await of('syncRecord', { ...record, entity: 'employee' }),
      await of('listActivity', { level: 'warning', lang: 'de' }),
      await of('listActivity', { level: 'loud' }),
      await of('listProblems', { limit: 1 }),
      await of('startExports', {}, { dryRun: false }),
      await of('startExports', {}, { dryRun: true, workOrderIds: ['4711'] }),
      await of('getExportDryRun', { dryRunId: 'none' }),
      await of('listExports', { limit: 2, state: 'failed' }),
      await of('getExport', { workOrderId: '4711' }),
      await of('retryExport', { workOrderId: '4711' }, { again: true }),
      await of('createEventUrl', {}, { renew: true }),
      await of('changeConnection', {}, { plan: 'business', status: 'paused' }),
      await of('syncRecord', record),
      await of('changeConnection', {}, { status: 'active' }),
      await call('getOpenApi'),
      await of('replaceCredentials', {}, { easybill: { apiKey: 'wrong' } }),
      await of('replaceCredentials', {}, { easybill: { apiKey: easybillKey('client') } }),
      await of('disconnect'),
      await of('changeConnection', {}, { status: 'active' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([
      ...[200, 200, 404, 200, 200, 422, 422, 200, 200, 404, 404, 409],
      ...[202, 404, 422, 200, 422, 200],
      ...[422, 202, 404, 200, 404, 404, 200],
      ...[200, 409, 200, 200, 422, 200, 202, 409],
    ]);
    expect([...called].sort()).toEqual(
      client.api
        .getOperations()
        .map(({ operationId }) => operationId)
        .sort(),
    );
  });
});
