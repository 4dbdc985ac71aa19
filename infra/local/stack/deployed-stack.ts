import { startEventBus, type EventBusEmulator } from '../emulators/event-bus.ts';
import { startEmulators, type Emulators } from '../emulators/emulators.ts';
import { EventSourceMapping, eventSourceMappingSchema } from './event-source-mapping.ts';
import { openHttpApi } from '../http-api/http-api.ts';
import { defineRoutes } from '../http-api/routes.ts';
import { defineFunction } from '../lambda/function-definition.ts';
import { LocalFunctions } from '../lambda/local-functions.ts';
import { defineEventRules } from '../resources/event-rules.ts';
import { createQueue, queueNames } from '../resources/queues.ts';
import { createSecret } from '../resources/secrets.ts';
import { createTable } from '../resources/tables.ts';
import { defineScheduledTarget, type ScheduledTarget } from '../schedules/scheduled-target.ts';
import { Scheduler } from '../schedules/scheduler.ts';
import { readStackAssembly, type StackAssembly } from '../template/cloud-assembly.ts';
import { NotEmulatedError } from '../template/errors.ts';
import { refuseUnknownTypes } from '../template/resource-types.ts';
import { StackResources } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';

const account = '000000000000';
const defaultRegion = 'eu-central-1';
const mostLogLines = 10_000;

/** A line that a function wrote. `function` is the function's name. */
export interface LogLine {
  readonly function: string;
  readonly text: string;
}

/** Which stack to run, and how. */
export interface LocalStackOptions {
  /** The directory `cdk synth` wrote to. */
  readonly assemblyDir: string;
  readonly stackName: string;
  /** The port of the HTTP API; a free one by default. */
  readonly port?: number;
  /** `eu-central-1` by default. */
  readonly region?: string;
  /** Laid over the environment variables of every function, for example `EASYBILL_BASE_URL`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLog?: (line: LogLine) => void;
  /** `manual`: schedules start nothing by themselves, see `LocalStack.runSchedule`. Default `run`. */
  readonly schedules?: 'run' | 'manual';
}

/** The parts of a stack that runs. */
export interface DeployedStack {
  readonly apiUrl: string;
  readonly emulators: Emulators;
  readonly eventBus: EventBusEmulator;
  readonly resources: StackResources;
  readonly functions: LocalFunctions;
  readonly schedules: readonly ScheduledTarget[];
  /** Names of the queues that a function reads. */
  readonly consumedQueues: readonly string[];
  readonly logs: readonly LogLine[];
  stop(): Promise<void>;
}

type Log = (functionName: string, text: string) => void;

/** Starts what the template describes. When a part cannot be started, those before it are ended again. */
export async function deployStack(options: LocalStackOptions): Promise<DeployedStack> {
  const { stackName, region = defaultRegion } = options;
  const assembly = await readStackAssembly(options.assemblyDir, stackName);
  refuseUnknownTypes(assembly.template);
  // What was started last ends first: nothing may use what has ended.
  await using starting = new AsyncDisposableStack();
  const logs: LogLine[] = [];
  const log: Log = (functionName, text) => {
    const line = { function: functionName, text };
    logs.push(line);
    if (logs.length > mostLogLines) logs.shift();
    options.onLog?.(line);
  };
  // The port comes first: functions are configured with the API's URL.
  const api = await openHttpApi(options.port ?? 0);
  starting.defer(() => api.stop());
  const emulators = await startEmulators(region, account);
  starting.defer(() => emulators.stop());
  const queueUrl = (name: string): string => emulators.sqs.queueUrl(name);
  const identity = { stackName, region, account, apiUrl: api.url, queueUrl };
  const resources = new StackResources(assembly.template, identity);
  await createStorage(resources, emulators);
  const rules = defineEventRules(resources, queueUrl);
  const eventBus = await startEventBus({ region, account }, emulators.sqs.client, rules);
  starting.defer(() => eventBus.stop());
  const functions = defineFunctions(options, region, assembly, resources, emulators, log);
  const createdAt = new Date();
  const schedules = resources
    .ofType('AWS::Scheduler::Schedule')
    .map((resource) => defineScheduledTarget(resource, createdAt));
  api.serve({
    account,
    routes: defineRoutes(resources),
    invoke: (reference, event) => functions.get(reference).invoke(event),
    onProblem: (reference, text) => {
      log(functions.get(reference).definition.name, text);
    },
  });
  const mappings = startMappings(resources, region, emulators, functions, log);
  // Together: a batch that is being handled ends when its function's instance does.
  starting.defer(async () => {
    await Promise.all([functions.stop(), ...mappings.map(({ mapping }) => mapping.stop())]);
  });
  if (options.schedules !== 'manual') {
    const scheduler = new Scheduler(schedules, ({ functionArn, event }) => {
      void functions.get(functionArn).invoke(event);
    });
    starting.defer(() => {
      scheduler.stop();
    });
  }
  const started = starting.move();
  return {
    apiUrl: api.url,
    emulators,
    eventBus,
    resources,
    functions,
    schedules,
    consumedQueues: mappings.map(({ queueName }) => queueName),
    logs,
    stop: () => started.disposeAsync(),
  };
}

async function createStorage(resources: StackResources, emulators: Emulators): Promise<void> {
  for (const secret of resources.ofType('AWS::SecretsManager::Secret')) {
    resources.secretCreated(secret.logicalId, createSecret(emulators.secretsManager.store, secret));
  }
  for (const table of resources.ofType('AWS::DynamoDB::Table')) {
    await createTable(emulators.dynamodb.client, table);
  }
  for (const queue of resources.ofType('AWS::SQS::Queue')) await createQueue(emulators.sqs.client, queue);
}

function defineFunctions(
  options: LocalStackOptions,
  region: string,
  { assetPaths }: StackAssembly,
  resources: StackResources,
  { dynamodb, sqs, secretsManager }: Emulators,
  log: Log,
): LocalFunctions {
  const surroundings = {
    region,
    account,
    assetPaths,
    endpoints: {
      dynamodb: dynamodb.endpoint,
      sqs: sqs.endpoint,
      secretsManager: secretsManager.endpoint,
    },
    overrides: options.environment ?? {},
  };
  const definitions = resources
    .ofType('AWS::Lambda::Function')
    .map((resource) => defineFunction(resource, surroundings));
  return new LocalFunctions(definitions, log);
}

function startMappings(
  resources: StackResources,
  region: string,
  { sqs }: Emulators,
  functions: LocalFunctions,
  log: Log,
): { readonly queueName: string; readonly mapping: EventSourceMapping }[] {
  const queues = queueNames(resources);
  const sources = resources.ofType('AWS::Lambda::EventSourceMapping').map((resource) => {
    const mapping = understoodProperties(eventSourceMappingSchema, resource);
    const queueName = queues.get(mapping.EventSourceArn);
    if (queueName === undefined)
      throw new NotEmulatedError(resource.logicalId, 'a source other than a queue');
    return { mapping, queueName, target: functions.get(mapping.FunctionName) };
  });
  return sources
    .filter(({ mapping }) => mapping.Enabled)
    .map(({ mapping, queueName, target }) => ({
      queueName,
      mapping: new EventSourceMapping({
        mapping,
        region,
        sqs: sqs.client,
        queueUrl: sqs.queueUrl(queueName),
        invoke: (event) => target.invoke(event),
        onProblem: (text) => {
          log(target.definition.name, text);
        },
      }),
    }));
}
