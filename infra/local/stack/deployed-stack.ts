import { startEventBus, type EventBusEmulator } from '../emulators/event-bus.ts';
import { startEmulators, type Emulators } from '../emulators/emulators.ts';
import { EventSourceMapping, eventSourceMappingSchema } from './event-source-mapping.ts';
import { openHttpApi, type HttpApi } from '../http-api/http-api.ts';
import { defineRoutes } from '../http-api/routes.ts';
import { defineFunction } from '../lambda/function-definition.ts';
import { LocalFunctions } from '../lambda/local-functions.ts';
import type { LocalStackOptions, LogLine } from './local-stack.ts';
import { defineEventRules, isEventRule } from '../resources/event-rules.ts';
import { createQueue } from '../resources/queues.ts';
import { createSecret } from '../resources/secrets.ts';
import { createTable } from '../resources/tables.ts';
import { defineScheduledTarget, type ScheduledTarget } from '../schedules/scheduled-target.ts';
import { Scheduler } from '../schedules/scheduler.ts';
import { readStackAssembly, type StackAssembly } from '../template/cloud-assembly.ts';
import { NotEmulatedError } from '../template/not-emulated-error.ts';
import { refuseUnknownTypes } from '../template/resource-types.ts';
import { StackResources } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';

const account = '000000000000';
const defaultRegion = 'eu-central-1';
const mostLogLines = 10_000;

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

type Stops = (() => Promise<unknown>)[];

/** Starts what the template describes. When a part cannot be started, those before it are ended again. */
export async function deployStack(options: LocalStackOptions): Promise<DeployedStack> {
  const assembly = await readStackAssembly(options.assemblyDir, options.stackName);
  refuseUnknownTypes(assembly.template);
  const stops: Stops = [];
  try {
    return await deploy(options, assembly, stops);
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

async function deploy(
  options: LocalStackOptions,
  assembly: StackAssembly,
  stops: Stops,
): Promise<DeployedStack> {
  const region = options.region ?? defaultRegion;
  const logs: LogLine[] = [];
  const log = (functionName: string, text: string): void => {
    const line = { function: functionName, text };
    logs.push(line);
    if (logs.length > mostLogLines) logs.shift();
    options.onLog?.(line);
  };
  // The port comes first: functions are configured with the API's URL.
  const api = await openHttpApi(options.port ?? 0);
  stops.push(() => api.stop());
  const emulators = await startEmulators(region, account);
  stops.push(() => emulators.stop());
  const resources = new StackResources(assembly.template, {
    stackName: options.stackName,
    region,
    account,
    apiUrl: api.url,
    queueUrl: (name) => emulators.sqs.queueUrl(name),
  });
  await createStorage(resources, emulators);
  const rules = defineEventRules(resources, (name) => emulators.sqs.queueUrl(name));
  const eventBus = await startEventBus({ region, account }, emulators.sqs.client, rules);
  stops.push(() => eventBus.stop());
  const functions = defineFunctions(options, assembly, resources, region, emulators, log);
  const schedules = defineSchedules(resources, region);
  serveApi(api, resources, functions, log);
  const mappings = startMappings(resources, region, emulators, functions, log);
  // Together: a batch that is being handled ends when its function's instance does.
  stops.push(() => Promise.all([functions.stop(), ...mappings.map(({ mapping }) => mapping.stop())]));
  if (options.schedules !== 'manual') {
    const scheduler = new Scheduler(schedules, (target, time) => {
      void functions.get(target.functionArn).invoke(target.eventFor(time));
    });
    stops.push(() => {
      scheduler.stop();
      return Promise.resolve();
    });
  }
  return {
    apiUrl: api.url,
    emulators,
    eventBus,
    resources,
    functions,
    schedules,
    consumedQueues: mappings.map(({ queueName }) => queueName),
    logs,
    stop: () => stopAll(stops),
  };
}

// What was started last ends first: nothing may use what has ended.
async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.toReversed()) await stop();
}

async function createStorage(resources: StackResources, emulators: Emulators): Promise<void> {
  for (const secret of resources.ofType('AWS::SecretsManager::Secret')) {
    resources.secretCreated(secret.logicalId, createSecret(emulators.secretsManager.store, secret));
  }
  for (const table of resources.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    await createTable(emulators.dynamodb.client, table);
  }
  for (const queue of resources.ofType('AWS::SQS::Queue')) await createQueue(emulators.sqs.client, queue);
}

function defineFunctions(
  options: LocalStackOptions,
  { assetPaths }: StackAssembly,
  resources: StackResources,
  region: string,
  { dynamodb, sqs, secretsManager }: Emulators,
  log: (functionName: string, text: string) => void,
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

function defineSchedules(resources: StackResources, region: string): ScheduledTarget[] {
  const createdAt = new Date();
  return resources
    .ofType('AWS::Scheduler::Schedule', 'AWS::Events::Rule')
    .filter((resource) => !isEventRule(resource))
    .map((resource) => defineScheduledTarget(resource, { region, account, createdAt }));
}

function serveApi(
  api: HttpApi,
  resources: StackResources,
  functions: LocalFunctions,
  log: (functionName: string, text: string) => void,
): void {
  api.serve({
    account,
    routes: defineRoutes(resources),
    invoke: (reference, event) => functions.get(reference).invoke(event),
    onProblem: (reference, text) => {
      log(functions.get(reference).definition.name, text);
    },
  });
}

function startMappings(
  resources: StackResources,
  region: string,
  { sqs }: Emulators,
  functions: LocalFunctions,
  log: (functionName: string, text: string) => void,
): { readonly queueName: string; readonly mapping: EventSourceMapping }[] {
  const queues = new Map(
    resources
      .ofType('AWS::SQS::Queue')
      .map(({ logicalId, name }) => [resources.attribute(logicalId, 'Arn'), name]),
  );
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
