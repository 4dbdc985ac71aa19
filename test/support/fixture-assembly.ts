import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A resource of a fixture's template. */
export interface FixtureResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** A cloud assembly in a temporary directory, as `cdk synth` would write it. */
export interface FixtureAssembly {
  readonly assemblyDir: string;
  readonly stackName: string;
  remove(): Promise<void>;
}

/**
 * Writes a cloud assembly of one stack. `bundles` are the sources of `index.mjs` by name; {@link fixtureFunction} refers
 * to them.
 */
export async function writeFixtureAssembly(
  resources: Readonly<Record<string, FixtureResource>>,
  bundles: Readonly<Record<string, string>> = {},
): Promise<FixtureAssembly> {
  const assemblyDir = await mkdtemp(path.join(tmpdir(), 'assembly-'));
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(bundles)) {
    await mkdir(path.join(assemblyDir, `asset.${name}`));
    await writeFile(path.join(assemblyDir, `asset.${name}`, 'index.mjs'), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  const write = (file: string, content: unknown): Promise<void> =>
    writeFile(path.join(assemblyDir, file), JSON.stringify(content));
  await write('fixture.template.json', { Resources: resources });
  await write('fixture.assets.json', { files });
  await write('manifest.json', {
    artifacts: {
      'fixture.assets': { type: 'cdk:asset-manifest', properties: { file: 'fixture.assets.json' } },
      fixture: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'fixture.template.json' },
        dependencies: ['fixture.assets'],
      },
    },
  });
  return {
    assemblyDir,
    stackName: 'fixture',
    remove: () => rm(assemblyDir, { recursive: true }),
  };
}

/** A function with the bundle of that name. */
export function fixtureFunction(
  bundle: string,
  properties: Readonly<Record<string, unknown>> = {},
): FixtureResource {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, S3Key: `${bundle}.zip` },
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Timeout: 5,
      ...properties,
    },
  };
}

/** The role that {@link fixtureFunction} refers to. */
export const fixtureRole: FixtureResource = { Type: 'AWS::IAM::Role', Properties: {} };
