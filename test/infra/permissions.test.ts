import { beforeAll, describe, expect, it } from '@jest/globals';
import { Synthesised } from './synthesised.ts';
import { referred } from './template-resources.ts';

// Names in a template are references; as text they can be searched.
const text = (resource: unknown): string => JSON.stringify(resource);

const WORKERS = ['customers', 'contacts', 'products', 'categories', 'hour-types', 'employees'].map(
  (entities) => `import-${entities}`,
);

describe('permissions', () => {
  let stack: Synthesised;

  beforeAll(() => {
    stack = new Synthesised();
  });

  const actionsOn = (name: string, part: string) =>
    stack
      .allowedTo(name)
      .filter(({ resource }) => text(resource).includes(part))
      .flatMap(({ actions }) => actions);

  it('name every action', () => {
    expect(stack.allowed().length).toBeGreaterThan(0);
    for (const { actions } of stack.allowed()) {
      for (const action of actions) expect(action).not.toContain('*');
    }
  });

  it("name every resource; only the connections' secrets are known by their prefix alone", () => {
    for (const { resource } of stack.allowed()) {
      for (const one of [resource].flat().map(text)) {
        expect(one.replace(':secret:outsmart-easybill/connections/*', '')).not.toContain('*');
      }
    }
  });

  it('use no managed policy, which would reach beyond the stack', () => {
    for (const { Properties } of stack.resources('AWS::IAM::Role')) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.Policies).toBeUndefined();
    }
  });

  it('let nobody scan a table', () => {
    expect(stack.allowed().flatMap(({ actions }) => actions)).not.toContain('dynamodb:Scan');
  });

  it('let the webhook function read the signing key, send messages and write its log, nothing else', () => {
    expect(
      stack
        .allowedTo('easybill-webhook')
        .flatMap(({ actions }) => actions)
        .sort(),
    ).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
    ]);
    expect(actionsOn('easybill-webhook', '/connections/')).toEqual([]);
    expect(actionsOn('easybill-webhook', 'WebhookKeys')).toEqual(['secretsmanager:GetSecretValue']);
  });

  it('let workers read the secrets of connections, care remove them, and only management store them', () => {
    for (const worker of WORKERS) {
      expect(actionsOn(worker, ':secret:')).toEqual(['secretsmanager:GetSecretValue']);
    }
    expect(actionsOn('scheduler', ':secret:')).toEqual([]);
    expect(actionsOn('connection-maintenance', ':secret:outsmart-easybill/connections/*')).toEqual([
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
    ]);
    expect(actionsOn('management', ':secret:outsmart-easybill/connections/*').sort()).toEqual([
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
    ]);
  });

  it('let only management and scheduler list the connections', () => {
    expect(actionsOn('management', '/index/byListKey')).toEqual(['dynamodb:Query']);
    expect(actionsOn('management', '/index/byTurnKey')).toEqual([]);
    expect(actionsOn('scheduler', '/index/byListKey')).toEqual(['dynamodb:Query']);
    expect(actionsOn('scheduler', '/index/byTurnKey')).toEqual(['dynamodb:Query']);
    for (const worker of WORKERS) expect(actionsOn(worker, '/index/')).toEqual([]);
    expect(actionsOn('connection-maintenance', '/index/byListKey')).toEqual([]);
    expect(actionsOn('connection-maintenance', '/index/byTurnKey')).toEqual([]);
  });

  it('let the workers of exports read what imports know', () => {
    const reading = ['dynamodb:GetItem', 'dynamodb:Query'];
    for (const name of ['export-invoice', 'export-trigger']) {
      expect(actionsOn(name, 'Mappings')).toEqual(reading);
      expect(actionsOn(name, '/index/')).toEqual([]);
      expect(actionsOn(name, ':secret:')).toEqual(['secretsmanager:GetSecretValue']);
    }
  });

  it('let only those that lead exports on see the ledger, and find what stands in it', () => {
    for (const name of ['easybill-webhook', ...WORKERS]) expect(actionsOn(name, 'Ledger')).toEqual([]);
    for (const name of ['scheduler', 'management', 'connection-maintenance']) {
      expect(actionsOn(name, '/index/byDueKey')).toEqual(['dynamodb:Query']);
    }
  });

  it('let only the scheduler store signing keys', () => {
    expect(actionsOn('scheduler', 'WebhookKeys')).toEqual([
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
    ]);
    for (const name of ['easybill-webhook', 'management', 'connection-maintenance']) {
      expect(actionsOn(name, 'WebhookKeys')).toEqual(['secretsmanager:GetSecretValue']);
    }
  });

  it('keep the signing keys from the import workers and the mappings from everybody else', () => {
    for (const worker of WORKERS) expect(actionsOn(worker, 'WebhookKeys')).toEqual([]);
    expect(actionsOn('management', 'Mappings')).toEqual([]);
    expect(actionsOn('scheduler', 'Mappings')).toEqual([]);
  });

  it.each([
    'easybill-webhook',
    ...WORKERS,
    'export-trigger',
    'export-invoice',
    'connection-maintenance',
    'management',
    'scheduler',
  ])('and environment of %s name the same resources', (name) => {
    const { Environment, LoggingConfig } = stack.function(name).Properties;
    const known = Object.values(Environment.Variables)
      .filter((value) => typeof value === 'object' && 'Ref' in value)
      .map(referred);
    const log = referred(LoggingConfig.LogGroup);
    const usable = stack
      .allowedTo(name)
      .flatMap(({ resource }) => [...text(resource).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)])
      .map(([, logicalId]) => logicalId)
      .filter((logicalId) => logicalId !== log);
    expect(new Set(usable)).toEqual(new Set(known));
  });

  it('let the schedule call its function and keep what it could not deliver, for this account only', () => {
    const role = referred(stack.resources('AWS::Scheduler::Schedule')[0]?.Properties.Target.RoleArn);
    const statements = stack.allowed().filter(({ roles }) => roles.includes(role));
    expect(statements.flatMap(({ actions }) => actions).sort()).toEqual([
      'lambda:InvokeFunction',
      'sqs:SendMessage',
    ]);
    const trust = stack.resource('AWS::IAM::Role', role).Properties.AssumeRolePolicyDocument.Statement[0];
    expect(trust?.Condition?.StringEquals).toMatchObject({
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
      'aws:SourceArn': { 'Fn::Join': expect.anything() as unknown },
    });
  });
});
