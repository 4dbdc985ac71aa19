import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Metadata: z.object({ 'aws:cdk:path': z.string().optional() }).optional(),
    }),
  ),
});

/** A CloudFormation template as far as the runner reads it. */
export type Template = z.output<typeof templateSchema>;

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** One stack of a cloud assembly. */
export interface StackAssembly {
  readonly template: Template;
  /** Absolute directory (or file) of each asset, by the S3 key it would be uploaded under. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

/** The assembly has no such stack. */
class StackNotFoundError extends Error {
  override readonly name = 'StackNotFoundError';

  constructor(stackName: string, known: readonly string[]) {
    super(`The cloud assembly has no stack ${stackName}; it has: ${known.join(', ')}.`);
  }
}

/**
 * Reads a stack from what `cdk synth` wrote. Nested assemblies (stages) are not searched.
 *
 * @throws StackNotFoundError, or the error of the file system or of a file that is not a cloud assembly
 */
export async function readStackAssembly(assemblyDir: string, stackName: string): Promise<StackAssembly> {
  const { artifacts } = manifestSchema.parse(await readJson(path.join(assemblyDir, 'manifest.json')));
  const stacks = stacksOf(artifacts);
  const stack = stacks.find(({ name }) => name === stackName);
  if (stack === undefined) {
    throw new StackNotFoundError(
      stackName,
      stacks.map(({ name }) => name),
    );
  }
  const template = templateSchema.parse(await readJson(path.join(assemblyDir, stack.templateFile)));
  const assetPaths = new Map<string, string>();
  for (const dependency of stack.dependencies) {
    const artifact = artifacts[dependency];
    if (artifact?.type !== 'cdk:asset-manifest' || artifact.properties?.file === undefined) continue;
    const { files } = assetsSchema.parse(await readJson(path.join(assemblyDir, artifact.properties.file)));
    for (const { source, destinations } of Object.values(files)) {
      if (source.path === undefined) continue;
      const location = path.resolve(assemblyDir, source.path);
      for (const { objectKey } of Object.values(destinations)) assetPaths.set(objectKey, location);
    }
  }
  return { template, assetPaths };
}

/** The names of the stacks of an assembly. */
export async function stackNamesOf(assemblyDir: string): Promise<string[]> {
  const { artifacts } = manifestSchema.parse(await readJson(path.join(assemblyDir, 'manifest.json')));
  return stacksOf(artifacts).map(({ name }) => name);
}

function stacksOf(
  artifacts: z.output<typeof manifestSchema>['artifacts'],
): { name: string; templateFile: string; dependencies: string[] }[] {
  return Object.entries(artifacts).flatMap(([id, { type, properties, dependencies }]) => {
    const templateFile = properties?.templateFile;
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    return [{ name: properties?.stackName ?? id, templateFile, dependencies }];
  });
}

async function readJson(file: string): Promise<unknown> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  return content;
}
