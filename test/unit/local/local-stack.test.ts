import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { afterwards, schedule, startStack, stopStacks } from '../../support/echo-stack.ts';
import { fixtureFunction, fixtureRole, type FixtureResource } from '../../support/fixture-assembly.ts';

// Instances start slowly on a busy machine.
jest.setTimeout(30_000);

afterEach(stopStacks);

describe('a stack with something the runner cannot do', () => {
  it.each<[string, Record<string, FixtureResource>, string]>([
    ['a type it does not know', { Mine: { Type: 'AWS::S3::Bucket' } }, 'AWS::S3::Bucket (Mine)'],
    ['a custom resource', { Mine: { Type: 'Custom::Thing' } }, 'Custom::Thing (Mine)'],
    ['an event pattern', { Mine: { Type: 'AWS::Events::Rule', Properties: { EventPattern: {} } } }, 'Mine:'],
    [
      'a stream',
      {
        Mine: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [],
            AttributeDefinitions: [],
            StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          },
        },
      },
      'Mine: a DynamoDB stream',
    ],
    [
      'another runtime',
      { Role: fixtureRole, Mine: fixtureFunction('echo', { Runtime: 'python3.13' }) },
      'Mine: the runtime python3.13',
    ],
    ['code that is no asset', { Role: fixtureRole, Mine: fixtureFunction('missing') }, 'Mine: code outside'],
    [
      'a filter on an event source',
      {
        Role: fixtureRole,
        Queue: { Type: 'AWS::SQS::Queue' },
        Echo: fixtureFunction('echo'),
        Mine: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            FunctionName: { Ref: 'Echo' },
            FilterCriteria: {},
          },
        },
      },
      'FilterCriteria',
    ],
    [
      'a schedule for another service',
      {
        Role: fixtureRole,
        Echo: fixtureFunction('echo'),
        Mine: schedule({ Target: { Arn: 'arn:aws:sqs:x', RoleArn: 'r' } }),
      },
      'Mine: Target.Arn',
    ],
    [
      'another stage',
      { Mine: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { StageName: 'prod' } } },
      'Mine: StageName',
    ],
    [
      'CORS',
      {
        Mine: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', CorsConfiguration: {} } },
      },
      'Mine: CorsConfiguration',
    ],
    ['a condition', { Mine: { Type: 'AWS::SQS::Queue', Condition: 'Sometimes' } }, 'Mine: a condition'],
  ])('is refused: %s', async (_, resources, named) => {
    await expect(startStack(resources)).rejects.toThrow(named);
  });

  it('is not refused for what changes nothing on one machine', async () => {
    const stack = await startStack({
      Role: fixtureRole,
      Alarm: { Type: 'AWS::CloudWatch::Alarm' },
      Log: { Type: 'AWS::Logs::LogGroup' },
      Topic: { Type: 'AWS::SNS::Topic' },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ 'Fn::ImportValue': 'unresolvable' }] },
      },
    });

    expect(stack.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is not there under another name', async () => {
    await expect(startStack({}, { stackName: 'other' })).rejects.toThrow(
      'has no stack other; it has: fixture',
    );
  });
});

describe('a stack', () => {
  it('creates tables with index and time to live', async () => {
    const stack = await startStack({
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'activity']] },
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'listKey', AttributeType: 'S' },
          ],
          GlobalSecondaryIndexes: [
            {
              IndexName: 'byListKey',
              KeySchema: [{ AttributeName: 'listKey', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        },
      },
    });

    const TableName = stack.tableName('activity');
    const { Table: table } = await stack.clients.dynamodb.send(new DescribeTableCommand({ TableName }));
    const ttl = await stack.clients.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TableName).toBe('fixture-activity');
    expect(table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['byListKey']);
    expect(ttl.TimeToLiveDescription?.AttributeName).toBe('expiresAt');
  });

  it('creates secrets with a generated value', async () => {
    const stack = await startStack({
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: 'fixture/keys',
          GenerateSecretString: { PasswordLength: 50, ExcludePunctuation: true },
        },
      },
    });

    const { SecretString: value } = await stack.clients.secrets.send(
      new GetSecretValueCommand({ SecretId: 'fixture/keys' }),
    );

    expect(value).toMatch(/^[A-Za-z0-9]{50}$/);
  });

  it('finds resources by logical id, name, end of the construct path or an unmistakable part', async () => {
    const queue = (path: string): FixtureResource => ({
      Type: 'AWS::SQS::Queue',
      Metadata: { 'aws:cdk:path': `fixture/Customers/${path}/Resource` },
    });
    const stack = await startStack({
      CustomersQueueA1: queue('Queue'),
      CustomersDeadLettersQueueB2: queue('DeadLetters/Queue'),
    });

    const url = (name: string): string => `${stack.endpoints.sqs}/000000000000/fixture-${name}`;
    expect(stack.queueUrl('CustomersQueueA1')).toBe(url('CustomersQueueA1'));
    expect(stack.queueUrl('fixture-CustomersQueueA1')).toBe(url('CustomersQueueA1'));
    expect(stack.queueUrl('Customers/Queue')).toBe(url('CustomersQueueA1'));
    expect(stack.queueUrl('dead-letters')).toBe(url('CustomersDeadLettersQueueB2'));
    expect(() => stack.queueUrl('customers')).toThrow(
      'could mean each of CustomersQueueA1, CustomersDeadLettersQueueB2',
    );
    expect(() => stack.queueUrl('fixture')).toThrow('means none of');
  });

  it('fails to start on a port that is taken, and leaves nothing behind', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    afterwards(
      () =>
        new Promise((resolve) =>
          taken.close(() => {
            resolve();
          }),
        ),
    );
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;

    await expect(startStack({}, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
