import type { Node } from 'constructs';

/** What a deployment may choose, all of it by CDK context (`cdk deploy -c stage=dev`). */
export interface DeploymentSettings {
  /** `stackName`: also the first part of the names of the connections' secrets. */
  readonly stackName: string;
  /** `stage`: `prod` keeps and protects what holds state, `dev` removes everything with the stack. */
  readonly stage: 'prod' | 'dev';
  /** `alarmEmail`: who is told when an alarm rings; without it alarms only show in CloudWatch. */
  readonly alarmEmail: string | undefined;
  /** `easybillBaseUrl`: the easybill REST API, with its base path. */
  readonly easybillBaseUrl: string;
  /** `outsmartBaseUrl`: the OutSmart API, with its base path. */
  readonly outsmartBaseUrl: string;
  /** `eventAccounts`: ids of the AWS accounts that may put events on the bus, with commas between them. */
  readonly eventAccounts: readonly string[];
}

/** Thrown at synthesis when a context value cannot be deployed; the message says which one and what is allowed. */
export class InvalidSettingError extends Error {
  override readonly name = 'InvalidSettingError';

  constructor(key: string, allowed: string) {
    super(`Context "${key}" must be ${allowed}.`);
  }
}

/**
 * Reads the settings from the context of a construct tree.
 *
 * @throws InvalidSettingError
 */
export const readDeploymentSettings = (node: Node): DeploymentSettings => ({
  stackName: readText(node, 'stackName') ?? 'outsmart-easybill',
  stage: readStage(node),
  alarmEmail: readText(node, 'alarmEmail'),
  easybillBaseUrl: readBaseUrl(node, 'easybillBaseUrl') ?? 'https://api.easybill.de/rest/v1',
  outsmartBaseUrl: readBaseUrl(node, 'outsmartBaseUrl') ?? 'https://app.out-smart.com/openapi/8',
  eventAccounts: readAccounts(node),
});

const readText = (node: Node, key: string): string | undefined => {
  const value: unknown = node.tryGetContext(key);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '')
    throw new InvalidSettingError(key, 'a text that is not empty');
  return value;
};

const readStage = (node: Node): 'prod' | 'dev' => {
  const stage = readText(node, 'stage') ?? 'prod';
  if (stage !== 'prod' && stage !== 'dev') throw new InvalidSettingError('stage', '"prod" or "dev"');
  return stage;
};

const readAccounts = (node: Node): string[] => {
  const accounts = readText(node, 'eventAccounts')?.split(',') ?? [];
  if (accounts.some((account) => !/^\d{12}$/.test(account))) {
    throw new InvalidSettingError(
      'eventAccounts',
      'ids of AWS accounts, 12 digits each, with commas between them',
    );
  }
  return accounts;
};

// Plain HTTP would put OutSmart's tokens, which travel in the query, on the wire in the clear; towards this very machine
// there is no wire. A function on AWS reaches nothing there, so only an emulator's functions can use such a URL.
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

const readBaseUrl = (node: Node, key: string): string | undefined => {
  const value = readText(node, key);
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  const isPrivate = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!isPrivate || value.endsWith('/')) {
    throw new InvalidSettingError(key, 'an https:// URL without a slash at its end');
  }
  return value;
};
