import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { functionFolders } from './function-folders.ts';
import { nameOf, projectRoot, Synthesised } from './synthesised.ts';
import { referred, type TemplateResource } from './template-resources.ts';

/** Of each worker: its own queue, and those of the parents of its records and of its lane. */
const WORKER_QUEUES: readonly [string, readonly string[]][] = [
  ['import-customers', ['CONTACTS', 'CUSTOMERS']],
  ['import-contacts', ['CONTACTS', 'CUSTOMERS']],
  ['import-products', ['CATEGORIES', 'PRODUCTS']],
  ['import-categories', ['CATEGORIES']],
  ['import-hour-types', ['CATEGORIES', 'HOUR_TYPES', 'PRODUCTS']],
  ['import-employees', ['EMPLOYEES']],
];
const QUEUES = WORKER_QUEUES.map(([name]) => `${name.slice(7).replace('-', '_').toUpperCase()}_QUEUE_URL`);

describe('functions', () => {
  let stack: Synthesised;
  let functions: TemplateResource<'AWS::Lambda::Function'>[];

  beforeAll(() => {
    stack = new Synthesised();
    functions = stack.resources('AWS::Lambda::Function');
  });

  it('are the folders under functions, one each', () => {
    expect(functions.map(nameOf).sort()).toEqual(functionFolders().sort());
    for (const name of functions.map(nameOf)) {
      expect(existsSync(join(projectRoot, 'functions', name, 'handler.ts'))).toBe(true);
    }
  });

  it('run on the newest Node.js, on arm64, with a time limit and memory chosen for them', () => {
    for (const { Properties } of functions) {
      expect(Properties.Runtime).toBe('nodejs24.x');
      expect(Properties.Architectures).toEqual(['arm64']);
      expect(Properties.Timeout).toBeGreaterThan(3);
      expect(Properties.MemorySize).toBeGreaterThan(128);
    }
    // The HTTP API gives up after 30 s.
    expect(stack.function('management').Properties.Timeout).toBeLessThan(30);
    expect(stack.function('easybill-webhook').Properties.Timeout).toBeLessThanOrEqual(10);
  });

  it('write JSON to a log group of their own, which forgets', () => {
    const groups = stack.resources('AWS::Logs::LogGroup');
    const used = functions.map(({ Properties }) => {
      expect(Properties.LoggingConfig.LogFormat).toBe('JSON');
      return referred(Properties.LoggingConfig.LogGroup);
    });
    expect(new Set(used).size).toBe(functions.length);
    expect(groups.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining(used));
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(30);
  });

  it('get an environment that Lambda accepts', () => {
    for (const { Properties } of functions) {
      const variables = Properties.Environment.Variables;
      // A resource's name or address is not known yet; none is longer than 200 characters.
      const size = Object.entries(variables).reduce(
        (sum, [name, value]) => sum + name.length + (typeof value === 'string' ? value.length : 200),
        0,
      );
      expect(size).toBeLessThan(4096);
      for (const name of Object.keys(variables)) {
        expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
        expect(name).not.toMatch(/^(AWS_|LAMBDA_)/);
      }
    }
  });

  it('know everything their code reads, and no resource they do not use', () => {
    const resources = (name: string) =>
      Object.keys(stack.function(name).Properties.Environment.Variables)
        .filter((variable) => !/^(POWERTOOLS_|NODE_OPTIONS)/.test(variable))
        .sort();

    expect(resources('easybill-webhook')).toEqual([
      'CONTACTS_QUEUE_URL',
      'CUSTOMERS_QUEUE_URL',
      'PRODUCTS_QUEUE_URL',
      'TRIGGER_QUEUE_URL',
      'WEBHOOK_KEYS_SECRET',
    ]);
    const vendors = ['EASYBILL_BASE_URL', 'OUTSMART_BASE_URL'];
    const tables = ['ACTIVITY_TABLE', 'CONNECTIONS_TABLE', 'PERMITS_TABLE'];
    const importing = [...vendors, ...tables, 'MAPPINGS_TABLE', 'CONNECTION_SECRET_PREFIX'];
    for (const [name, queues] of WORKER_QUEUES) {
      const sendsTo = queues.map((queue) => `${queue}_QUEUE_URL`);
      expect([name, ...resources(name)]).toEqual([name, ...[...importing, ...sendsTo].sort()]);
    }
    const connecting = [
      ...vendors,
      ...tables,
      'CONNECTION_SECRET_PREFIX',
      ...QUEUES,
      'MAINTENANCE_QUEUE_URL',
      'PUBLIC_BASE_URL',
      'WEBHOOK_KEYS_SECRET',
    ];
    const exporting = ['EXPORT_QUEUE_URL', 'LEDGER_TABLE'];
    expect(resources('export-invoice')).toEqual([...importing, ...exporting].sort());
    expect(resources('export-trigger')).toEqual([...importing, ...exporting, 'TRIGGER_QUEUE_URL'].sort());
    expect(resources('connection-maintenance')).toEqual(
      [...connecting, ...exporting, 'TRIGGER_QUEUE_URL', 'MAPPINGS_TABLE'].sort(),
    );
    expect(resources('management')).toEqual([...connecting, ...exporting, 'TRIGGER_QUEUE_URL'].sort());
    expect(resources('scheduler')).toEqual(
      [
        'ACTIVITY_TABLE',
        'MAINTENANCE_QUEUE_URL',
        'CONNECTIONS_TABLE',
        'PUBLIC_BASE_URL',
        'WEBHOOK_KEYS_SECRET',
        ...exporting,
        'TRIGGER_QUEUE_URL',
        ...QUEUES,
      ].sort(),
    );
  });

  it('carry the name prefix of the connection secrets and the namespace of the metrics', () => {
    const variables = stack.function('management').Properties.Environment.Variables;
    expect(variables).toMatchObject({
      CONNECTION_SECRET_PREFIX: 'outsmart-easybill/connections/',
      EASYBILL_BASE_URL: 'https://api.easybill.de/rest/v1',
      OUTSMART_BASE_URL: 'https://app.out-smart.com/openapi/8',
      PUBLIC_BASE_URL: { 'Fn::GetAtt': [expect.any(String), 'ApiEndpoint'] },
      POWERTOOLS_METRICS_NAMESPACE: 'OutSmartEasybill',
    });
  });

  it('show source lines in stack traces, except where an outside sender waits', () => {
    for (const fn of functions) {
      expect(fn.Properties.Environment.Variables.NODE_OPTIONS).toBe(
        nameOf(fn) === 'easybill-webhook' ? undefined : '--enable-source-maps',
      );
    }
  });
});
