import { devNull } from 'node:os';
import * as z from 'zod';
import { NotEmulatedError } from '../template/errors.ts';
import type { ResolvedResource } from '../template/stack-resources.ts';

/** A Lambda function as the template describes it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** The directory of the bundle. */
  readonly taskRoot: string;
  readonly timeoutMs: number;
  readonly reservedConcurrency: number | undefined;
  /** The whole environment of an instance. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a function's environment needs to know about where it runs. */
export interface FunctionSurroundings {
  readonly region: string;
  readonly account: string;
  readonly assetPaths: ReadonlyMap<string, string>;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly secretsManager: string;
  };
  /** Laid over the variables of every function. */
  readonly overrides: Readonly<Record<string, string>>;
}

const functionSchema = z.object({
  Runtime: z.string(),
  Handler: z.string(),
  Code: z.object({ S3Key: z.string().optional() }),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  LoggingConfig: z.object({ LogGroup: z.string().optional() }).optional(),
});

/**
 * Reads a function of the template.
 *
 * @throws NotEmulatedError for another runtime than Node.js and for code that is not an asset of the assembly
 */
export function defineFunction(
  { logicalId, name, properties }: ResolvedResource,
  surroundings: FunctionSurroundings,
): FunctionDefinition {
  const definition = functionSchema.parse(properties);
  if (!definition.Runtime.startsWith('nodejs')) {
    throw new NotEmulatedError(logicalId, `the runtime ${definition.Runtime}`);
  }
  const taskRoot = surroundings.assetPaths.get(definition.Code.S3Key ?? '');
  if (taskRoot === undefined) throw new NotEmulatedError(logicalId, 'code outside the cloud assembly');
  return {
    name,
    arn: `arn:aws:lambda:${surroundings.region}:${surroundings.account}:function:${name}`,
    taskRoot,
    timeoutMs: definition.Timeout * 1000,
    reservedConcurrency: definition.ReservedConcurrentExecutions,
    environment: {
      ...runtimeEnvironment(name, taskRoot, definition, surroundings),
      ...definition.Environment?.Variables,
      ...surroundings.overrides,
    },
  };
}

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, without the runtime API: nothing serves it.
function runtimeEnvironment(
  name: string,
  taskRoot: string,
  definition: z.output<typeof functionSchema>,
  { region, endpoints }: FunctionSurroundings,
): Record<string, string> {
  return {
    // Nothing else of the runner's own environment reaches a function.
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: definition.Handler,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    // A developer's own AWS profile must not reach a function: Lambda has no such files.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}
