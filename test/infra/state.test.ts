import { beforeAll, describe, expect, it } from '@jest/globals';
import { Synthesised } from './synthesised.ts';

const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret'] as const;

const key = (name: string, kind: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: kind });

describe('what holds state', () => {
  let production: Synthesised;
  let development: Synthesised;

  beforeAll(() => {
    production = new Synthesised();
    development = new Synthesised({ stage: 'dev' });
  });

  it('stays in production, whatever happens to the stack', () => {
    expect(production.terminationProtection).toBe(true);
    for (const resource of STATEFUL.flatMap((type) => production.resources(type))) {
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    for (const { Properties } of production.resources('AWS::DynamoDB::Table')) {
      expect(Properties.DeletionProtectionEnabled).toBe(true);
    }
  });

  it('goes with the stack in development', () => {
    expect(development.terminationProtection).toBe(false);
    for (const resource of STATEFUL.flatMap((type) => development.resources(type))) {
      expect(resource).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    }
    for (const { Properties } of development.resources('AWS::DynamoDB::Table')) {
      expect(Properties.DeletionProtectionEnabled).toBe(false);
    }
  });

  it('keeps its logical ids, since another id is another, empty table, queue or secret', () => {
    const kept = [...STATEFUL, 'AWS::SQS::Queue', 'AWS::Events::EventBus'] as const;
    const ids = kept.flatMap((type) => production.resources(type)).map(({ logicalId }) => logicalId);

    expect(ids.sort()).toEqual([
      'ConnectionCareDeadLettersQueueBCB0E99E',
      'ConnectionCareQueue5269144A',
      'DataActivityTableF618A790',
      'DataConnectionsTable66A73213',
      'DataLedgerTableD81DBB15',
      'DataMappingsTable9C397B71',
      'DataPermitsTableC5C626A3',
      'ExportEventsBusACEE7324',
      'ExportEventsDeadLettersQueue59B39C98',
      'ExportInvoiceDeadLettersQueue6765F778',
      'ExportInvoiceQueue82065A0F',
      'ExportTriggerDeadLettersQueue5B34F217',
      'ExportTriggerQueueB158083C',
      'ImportCategoriesDeadLettersQueue1E6AEA88',
      'ImportCategoriesQueue87112553',
      'ImportContactsDeadLettersQueueDBA3F24A',
      'ImportContactsQueue1C5E2556',
      'ImportCustomersDeadLettersQueueAE3F5263',
      'ImportCustomersQueue4A7773B9',
      'ImportEmployeesDeadLettersQueueC657C902',
      'ImportEmployeesQueue768F1DAA',
      'ImportHourTypesDeadLettersQueue194021BC',
      'ImportHourTypesQueueCA77DAE4',
      'ImportProductsDeadLettersQueueE6BF857E',
      'ImportProductsQueue8482BA38',
      'RotateKeysDeadLettersQueue7B8E46C9',
      'TickDeadLettersQueue18B1085E',
      'WebhookKeysSecretDC670954',
    ]);
  });

  it('can be restored to any second, and costs nothing while idle', () => {
    for (const { Properties } of production.resources('AWS::DynamoDB::Table')) {
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it.each([
    ['Connections', [key('pk', 'HASH'), key('sk', 'RANGE')]],
    ['Mappings', [key('pk', 'HASH'), key('sk', 'RANGE')]],
    ['Permits', [key('pk', 'HASH')]],
    ['Activity', [key('pk', 'HASH'), key('sk', 'RANGE')]],
    ['Ledger', [key('pk', 'HASH'), key('sk', 'RANGE')]],
  ])('has the keys of %s', (name, keys) => {
    const table = production
      .resources('AWS::DynamoDB::Table')
      .find(({ logicalId }) => logicalId.startsWith(`Data${name}`));
    expect(table?.Properties.KeySchema).toEqual(keys);
  });

  it('lists all connections, those of one turn and the exports that are due, and defines exactly the attributes that are keys', () => {
    for (const { logicalId, Properties } of production.resources('AWS::DynamoDB::Table')) {
      const indexes = Properties.GlobalSecondaryIndexes ?? [];
      const keys = [Properties, ...indexes].flatMap(({ KeySchema }) =>
        KeySchema.map(({ AttributeName }) => AttributeName),
      );
      expect(Properties.AttributeDefinitions).toHaveLength(new Set(keys).size);
      for (const AttributeName of keys) {
        expect(Properties.AttributeDefinitions).toContainEqual({ AttributeName, AttributeType: 'S' });
      }
      const index = (IndexName: string, attribute: string) => ({
        IndexName,
        KeySchema: [key(attribute, 'HASH'), key('pk', 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      });
      const expected: Record<string, object[]> = {
        Connections: [index('byListKey', 'listKey'), index('byTurnKey', 'turnKey')],
        Ledger: [index('byDueKey', 'dueKey')],
      };
      const name = /^Data(\w+)Table/.exec(logicalId)?.[1] ?? '';
      expect(indexes).toEqual(expected[name] ?? []);
    }
  });

  it('forgets activity at expiresAt, and nothing else', () => {
    for (const { logicalId, Properties } of production.resources('AWS::DynamoDB::Table')) {
      expect(Properties.TimeToLiveSpecification).toEqual(
        logicalId.startsWith('DataActivity') ? { AttributeName: 'expiresAt', Enabled: true } : undefined,
      );
    }
  });

  it('includes a signing key that no template ever shows', () => {
    const [secret, ...others] = production.resources('AWS::SecretsManager::Secret');
    expect(others).toEqual([]);
    expect(secret?.Properties.SecretString).toBeUndefined();
    expect(secret?.Properties.GenerateSecretString).toEqual({
      SecretStringTemplate: '{"kid":"1"}',
      GenerateStringKey: 'key',
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
  });
});
