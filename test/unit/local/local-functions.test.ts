import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack/local-stack.ts';
import { eventually } from '../../support/eventually.ts';
import {
  fixtureFunction,
  fixtureRole,
  writeFixtureAssembly,
  type FixtureAssembly,
} from '../../support/fixture-assembly.ts';

// Instances start slowly on a busy machine.
jest.setTimeout(30_000);

let assembly: FixtureAssembly;
let stack: LocalStack;

beforeAll(async () => {
  assembly = await writeFixtureAssembly(
    {
      Role: fixtureRole,
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Things: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        },
      },
      Waiting: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-waiting' } },
      },
      Key: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } },
      },
      Work: fixtureFunction('work', {
        FunctionName: 'work',
        MemorySize: 256,
        Environment: {
          Variables: {
            TABLE: { Ref: 'Things' },
            QUEUE_URL: { Ref: 'Waiting' },
            SECRET: { Ref: 'Key' },
            BASE_URL: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] },
            VENDOR_URL: 'https://vendor.example',
          },
        },
      }),
      Slow: fixtureFunction('work', { Timeout: 1 }),
      Single: fixtureFunction('work', { ReservedConcurrentExecutions: 1 }),
      Broken: fixtureFunction('broken'),
      NoHandler: fixtureFunction('work', { Handler: 'index.missing' }),
      NoModule: fixtureFunction('work', { Handler: 'other.handler' }),
    },
    {
      work: `
        let invocations = 0;
        export const handler = async (event, context) => {
          invocations += 1;
          if (event.log) { console.log(event.log); console.error(event.log + ' to stderr'); }
          if (event.throw) throw new RangeError(event.throw);
          if (event.exit) process.exit(3);
          if (event.reject) { void Promise.reject(new Error('nobody waits')); await new Promise(() => {}); }
          if (event.waitMs) await new Promise((resolve) => setTimeout(resolve, event.waitMs));
          if (event.large) return 'x'.repeat(7_000_000);
          if (event.show === 'environment') return process.env;
          if (event.show === 'context') return { ...context, remaining: context.getRemainingTimeInMillis() };
          return { invocations, pid: process.pid };
        };`,
      broken: `console.log('loading'); throw new TypeError('no good');`,
    },
  );
  process.env.PRIVATE_OF_PARENT = 'private';
  stack = await startLocalStack({ ...assembly, environment: { VENDOR_URL: 'http://127.0.0.1:1' } });
});

afterAll(async () => {
  delete process.env.PRIVATE_OF_PARENT;
  await stack.stop();
  await assembly.remove();
});

async function invoke<T>(name: string, event: unknown): Promise<T> {
  const result = await stack.invoke(name, event);
  if ('error' in result) throw new Error(`${result.error.errorType}: ${result.error.errorMessage}`);
  return result.ok as T;
}

function stateOf(pid: number): 'alive' | 'gone' {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return 'gone';
  }
}

describe('a function', () => {
  it('has the environment Lambda gives it, the template variables with overrides, and nothing of the parent', async () => {
    const environment = await invoke<Record<string, string>>('work', { show: 'environment' });

    expect(environment).toMatchObject({
      _HANDLER: 'index.handler',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'work',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_ENDPOINT_URL_SQS: stack.endpoints.sqs,
      AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.endpoints.secretsManager,
      TABLE: stack.tableName('Things'),
      QUEUE_URL: `${stack.endpoints.sqs}/000000000000/fixture-waiting`,
      BASE_URL: stack.apiUrl,
      VENDOR_URL: 'http://127.0.0.1:1',
    });
    expect(environment.SECRET).toMatch(
      /^arn:aws:secretsmanager:eu-central-1:000000000000:secret:fixture-Key-\w{6}$/,
    );
    expect(environment).not.toHaveProperty('PRIVATE_OF_PARENT');
    expect(environment).not.toHaveProperty('HOME');
  });

  it('gets a context with the time that is left', async () => {
    const context = await invoke<Record<string, unknown>>('work', { show: 'context' });

    expect(context).toMatchObject({
      functionName: 'work',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:work',
    });
    expect(context.remaining).toBeGreaterThan(3_000);
    expect(context.remaining).toBeLessThanOrEqual(5_000);
  });

  it('keeps its instance for the next event, and starts another one for an event at the same time', async () => {
    const first = await invoke<{ pid: number; invocations: number }>('work', {});
    const second = await invoke<{ pid: number; invocations: number }>('work', {});
    const [third, fourth] = await Promise.all([
      invoke<{ pid: number }>('work', { waitMs: 200 }),
      invoke<{ pid: number }>('work', { waitMs: 200 }),
    ]);

    expect(second).toEqual({ pid: first.pid, invocations: first.invocations + 1 });
    expect(third.pid).not.toBe(fourth.pid);
  });

  it('that throws answers type and message, logs the stack under its name, and lives on', async () => {
    const { pid } = await invoke<{ pid: number }>('work', {});

    const result = await stack.invoke('work', { throw: 'too far' });

    expect(result).toEqual({ error: { errorType: 'RangeError', errorMessage: 'too far' } });
    expect((await invoke<{ pid: number }>('work', {})).pid).toBe(pid);
    expect(stack.logs).toContainEqual({
      function: 'work',
      text: expect.stringMatching(/^Invoke Error .*too far.*index\.mjs/),
    });
  });

  it('that overruns its timeout is killed, and the next event gets a new instance', async () => {
    const { pid } = await invoke<{ pid: number }>('Slow', {});
    const started = Date.now();

    const result = await stack.invoke('Slow', { waitMs: 60_000 });

    expect(result).toMatchObject({
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds$/),
      },
    });
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(stateOf(pid)).toBe('gone');
    expect((await invoke<{ invocations: number }>('Slow', {})).invocations).toBe(1);
  });

  it.each([
    [{ exit: true }, { errorType: 'Runtime.ExitError' }],
    [{ reject: true }, { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'nobody waits' }],
    [{ large: true }, { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('that fails with %j reports it and works again afterwards', async (event, expected) => {
    const result = await stack.invoke('work', event);

    expect(result).toMatchObject({ error: expected });
    expect((await invoke<{ invocations: number }>('work', {})).invocations).toBeGreaterThan(0);
  });

  it.each([
    ['Broken', 'TypeError', 'no good'],
    ['NoHandler', 'Runtime.HandlerNotFound', 'index.missing is undefined or not exported'],
    ['NoModule', 'Runtime.ImportModuleError', "Error: Cannot find module 'other'"],
  ])('that cannot be loaded (%s) answers why', async (name, errorType, errorMessage) => {
    const result = await stack.invoke(name, {});

    expect(result).toEqual({ error: { errorType, errorMessage } });
  });

  it('with reserved concurrency is throttled beyond it', async () => {
    const running = invoke('Single', { waitMs: 300 });

    const throttled = await stack.invoke('Single', {});

    expect(throttled).toMatchObject({ error: { errorType: 'TooManyRequestsException' } });
    await running;
    expect(stack.metrics('Single')).toEqual({ invocations: 1, errors: 0, throttles: 1 });
  });

  it('without reserved concurrency lets events wait for an instance', async () => {
    const pids = await Promise.all(
      Array.from({ length: 14 }, () => invoke<{ pid: number }>('work', { waitMs: 20 })),
    );

    expect(new Set(pids.map(({ pid }) => pid)).size).toBeLessThanOrEqual(10);
  });

  it('has its output reported line by line under its name', async () => {
    const text = randomUUID();

    await invoke('work', { log: text });

    await eventually(() => {
      const lines = stack.logs.filter((line) => line.text.startsWith(text));
      expect(lines.toSorted((left, right) => left.text.length - right.text.length)).toEqual([
        { function: 'work', text },
        { function: 'work', text: `${text} to stderr` },
      ]);
    });
  });
});

describe('a runner that dies', () => {
  it('takes its instances with it', async () => {
    const runner = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { startLocalStack } from ${JSON.stringify(import.meta.resolve('../../../infra/local/stack/local-stack.ts'))};
         const stack = await startLocalStack(${JSON.stringify(assembly)});
         console.log(JSON.stringify(await stack.invoke('work', {})));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH } },
    );
    const [line] = (await once(createInterface({ input: runner.stdout }), 'line')) as [string];
    const { ok: instance } = JSON.parse(line) as { ok: { pid: number } };
    expect(stateOf(instance.pid)).toBe('alive');

    runner.kill('SIGKILL');

    await eventually(() => {
      expect(stateOf(instance.pid)).toBe('gone');
    });
  });
});

describe('a stack that stops', () => {
  it('ends its instances and the invocations that run, and may be stopped twice', async () => {
    const other = await startLocalStack(assembly);
    const idleInstance = (await other.invoke('work', {})) as { ok: { pid: number } };
    const running = other.invoke('Slow', { waitMs: 60_000 });
    await eventually(() => {
      expect(other.metrics('Slow').invocations).toBe(1);
    });

    await Promise.all([other.stop(), other.stop()]);

    expect(await running).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    expect(stateOf(idleInstance.ok.pid)).toBe('gone');
    await expect(fetch(other.apiUrl)).rejects.toThrow('fetch failed');
  });
});
