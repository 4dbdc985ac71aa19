import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from './templates.ts';
import { type PropertiesOf, referred, type TemplateResource } from './template-resources.ts';

export const projectRoot = join(import.meta.dirname, '..', '..');

/** The context of `cdk.json`, as the CLI would hand it to the app, but with bundling left out. */
export const contextWithoutBundling = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return { ...context, 'aws:cdk:bundling-stacks': [] };
};

interface AnyResource {
  readonly Type: string;
}

interface AnyTemplate {
  readonly Resources: Readonly<Record<string, AnyResource>>;
  readonly Outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface AnyManifest {
  readonly artifacts: Readonly<
    Record<string, { readonly properties?: { readonly terminationProtection?: boolean } }>
  >;
}

/**
 * Where the app wrote its assembly for this context. Each is written once for all test files: loading the CDK takes
 * seconds, inside jest most of all.
 */
function assemblyFor(context: Record<string, unknown>): string {
  const text = JSON.stringify(context);
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const directory = join(projectRoot, TEMPLATES, name);
  // Two test files may write it at once: the same bytes. The manifest is written last.
  if (!existsSync(join(directory, 'manifest.json'))) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'infra', 'app.ts')], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: text },
    });
    if (status !== 0) throw new Error(`The app did not synthesise:\n${stdout}${stderr}`);
  }
  return directory;
}

type LambdaFunction = TemplateResource<'AWS::Lambda::Function'>;

/** The name of a function's folder. */
export const nameOf = ({ Properties }: LambdaFunction): string => {
  const name = Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME;
  return typeof name === 'string' ? name : '';
};

/** What a role allows. */
export interface Allowed {
  readonly roles: readonly (string | undefined)[];
  readonly actions: readonly string[];
  readonly resource: unknown;
}

/** The stack as it would be deployed with this context. */
export class Synthesised {
  readonly terminationProtection: boolean;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly #resources: Readonly<Record<string, AnyResource>>;

  constructor(context: Record<string, unknown> = {}) {
    const directory = assemblyFor({ ...contextWithoutBundling(), ...context });
    const read = (pattern: string): unknown => {
      const [file = ''] = globSync(pattern, { cwd: directory });
      return JSON.parse(readFileSync(join(directory, file), 'utf8'));
    };
    const template = read('*.template.json') as AnyTemplate;
    const { artifacts } = read('manifest.json') as AnyManifest;
    this.terminationProtection = Object.values(artifacts).some(
      ({ properties }) => properties?.terminationProtection === true,
    );
    this.outputs = template.Outputs;
    this.#resources = template.Resources;
  }

  resources<Type extends keyof PropertiesOf>(type: Type): TemplateResource<Type>[] {
    return Object.entries(this.#resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, resource]) => ({ logicalId, ...resource }) as TemplateResource<Type>);
  }

  resource<Type extends keyof PropertiesOf>(
    type: Type,
    logicalId: string | undefined,
  ): TemplateResource<Type> {
    const found = this.resources(type).find((one) => one.logicalId === logicalId);
    if (!found) throw new Error(`The template has no ${type} ${logicalId ?? 'without an id'}.`);
    return found;
  }

  /** The function whose code is in `functions/<name>`. */
  function(name: string): LambdaFunction {
    const found = this.resources('AWS::Lambda::Function').find((one) => nameOf(one) === name);
    if (!found) throw new Error(`The template has no function ${name}.`);
    return found;
  }

  /** What a function's role allows, statement by statement. */
  allowedTo(name: string): Allowed[] {
    const role = referred(this.function(name).Properties.Role);
    return this.allowed().filter(({ roles }) => roles.includes(role));
  }

  /** What any role allows, statement by statement. */
  allowed(): Allowed[] {
    return this.resources('AWS::IAM::Policy').flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.map((statement) => ({
        roles: Properties.Roles.map(referred),
        actions: [statement.Action].flat(),
        resource: statement.Resource,
      })),
    );
  }
}
