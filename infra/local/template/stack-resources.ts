import type { Template } from './cloud-assembly.ts';
import { IntrinsicResolver, type ResourceValues } from './intrinsics.ts';
import { ResourceNotFoundError } from './errors.ts';

/** What the stack's names, ARNs and URLs are made of. */
export interface StackIdentity {
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  /** Where the HTTP API answers, without a trailing slash. */
  readonly apiUrl: string;
  queueUrl(queueName: string): string;
}

/** One resource with the intrinsic functions of its properties replaced. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  /** The physical name; for types without one, the logical id. */
  readonly name: string;
  readonly properties: unknown;
}

const nameProperties: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
};

// The shortest limit among the named types is that of queues.
const longestName = 80;
const apiId = 'local';

/** The resources of a stack: their names, what refers to them, and their resolved properties. */
export class StackResources implements ResourceValues {
  readonly resolver: IntrinsicResolver;
  readonly #template: Template;
  readonly #identity: StackIdentity;
  readonly #secretArns = new Map<string, string>();

  constructor(template: Template, identity: StackIdentity) {
    this.#template = template;
    this.#identity = identity;
    this.resolver = new IntrinsicResolver(
      template,
      new Map([
        ['AWS::AccountId', identity.account],
        ['AWS::Partition', 'aws'],
        ['AWS::Region', identity.region],
        ['AWS::StackId', arn('cloudformation', identity, `stack/${identity.stackName}/local`)],
        ['AWS::StackName', identity.stackName],
        ['AWS::URLSuffix', 'amazonaws.com'],
      ]),
      this,
    );
  }

  /** Resources of these types, resolved. */
  ofType(...types: readonly string[]): ResolvedResource[] {
    return Object.entries(this.#template.Resources)
      .filter(([, { Type: type }]) => types.includes(type))
      .map(([logicalId, { Type: type, Properties: properties }]) => ({
        logicalId,
        type,
        name: this.#nameOf(logicalId),
        properties: this.resolver.resolve(properties),
      }));
  }

  /** Secrets Manager adds random characters to an ARN: it is known only once the secret exists. */
  secretCreated(logicalId: string, secretArn: string): void {
    this.#secretArns.set(logicalId, secretArn);
  }

  /**
   * The one resource of these types that `part` means: its logical id, its physical name or the end of its construct
   * path; else the only one whose logical id, name or path contains it, letters and digits compared.
   *
   * @throws ResourceNotFoundError when there is none or more than one
   */
  find(types: readonly string[], part: string): ResolvedResource {
    const candidates = this.ofType(...types);
    const exact = candidates.filter(({ logicalId, name }) => {
      const path = this.#pathOf(logicalId);
      return logicalId === part || name === part || path === part || path.endsWith(`/${part}`);
    });
    const wanted = plain(part);
    const similar = candidates.filter(({ logicalId, name }) => {
      const texts = [logicalId, name, this.#pathOf(logicalId)].map((text) => this.#withoutStackName(text));
      return texts.some((text) => plain(text).includes(wanted));
    });
    const matches = exact.length > 0 ? exact : similar;
    const [first] = matches;
    if (first === undefined || matches.length > 1) {
      const listed = matches.length > 1 ? matches : candidates;
      throw new ResourceNotFoundError(
        part,
        matches.length,
        listed.map(({ logicalId }) => logicalId),
      );
    }
    return first;
  }

  /** What `Ref` answers. */
  reference(logicalId: string): string | undefined {
    const name = this.#nameOf(logicalId);
    switch (this.#typeOf(logicalId)) {
      case 'AWS::SQS::Queue':
        return this.#identity.queueUrl(name);
      case 'AWS::SecretsManager::Secret':
        return this.#secretArns.get(logicalId);
      case 'AWS::SNS::Topic':
        return this.attribute(logicalId, 'Arn');
      case 'AWS::ApiGatewayV2::Api':
        return apiId;
      default:
        return name;
    }
  }

  /** What `Fn::GetAtt` answers. */
  attribute(logicalId: string, attribute: string): string | undefined {
    const type = this.#typeOf(logicalId);
    const name = this.#nameOf(logicalId);
    switch (`${type}.${attribute}`) {
      case 'AWS::SQS::Queue.QueueName':
      case 'AWS::SNS::Topic.TopicName':
        return name;
      case 'AWS::SQS::Queue.QueueUrl':
        return this.#identity.queueUrl(name);
      case 'AWS::DynamoDB::Table.Arn':
        return arn('dynamodb', this.#identity, `table/${name}`);
      case 'AWS::Lambda::Function.Arn':
        return arn('lambda', this.#identity, `function:${name}`);
      case 'AWS::Scheduler::Schedule.Arn':
        return arn('scheduler', this.#identity, `schedule/default/${name}`);
      case 'AWS::Events::EventBus.Arn':
        return arn('events', this.#identity, `event-bus/${name}`);
      case 'AWS::Events::Rule.Arn':
        return arn('events', this.#identity, `rule/${name}`);
      case 'AWS::SecretsManager::Secret.Id':
        return this.#secretArns.get(logicalId);
      case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
        return this.#identity.apiUrl;
      case 'AWS::ApiGatewayV2::Api.ApiId':
        return apiId;
      default:
        // What is not created still has an ARN that other resources name, a role above all.
        if (attribute !== 'Arn' && attribute !== 'TopicArn') return undefined;
        return arn(type.split('::')[1]?.toLowerCase() ?? '', this.#identity, name);
    }
  }

  // Every path and every generated name begins with the stack's name, which tells resources not apart.
  #withoutStackName(text: string): string {
    const { stackName } = this.#identity;
    const isPrefixed = text.startsWith(`${stackName}-`) || text.startsWith(`${stackName}/`);
    return isPrefixed ? text.slice(stackName.length + 1) : text;
  }

  #typeOf(logicalId: string): string {
    return this.#template.Resources[logicalId]?.Type ?? '';
  }

  #pathOf(logicalId: string): string {
    const path = this.#template.Resources[logicalId]?.Metadata?.['aws:cdk:path'] ?? logicalId;
    return path.replace(/\/Resource$/, '');
  }

  #nameOf(logicalId: string): string {
    const property = nameProperties[this.#typeOf(logicalId)];
    if (property === undefined) return logicalId;
    const given = this.#template.Resources[logicalId]?.Properties[property];
    if (given !== undefined) return this.resolver.resolveText(given);
    // The end of a logical id is what makes it unique.
    return `${this.#identity.stackName}-${logicalId}`.slice(-longestName);
  }
}

function arn(service: string, { region, account }: StackIdentity, rest: string): string {
  return service === 'iam'
    ? `arn:aws:iam::${account}:role/${rest}`
    : `arn:aws:${service}:${region}:${account}:${rest}`;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
