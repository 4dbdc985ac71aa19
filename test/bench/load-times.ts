import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { readStackAssembly } from '../../infra/local/template/cloud-assembly.ts';
import type { SynthesisedStack } from '../../infra/local/stack/synth.ts';

const ROUNDS = 25;

/** A function's bundle and how long it takes to load, beside an empty handler in the same run. */
export interface LoadTime {
  readonly name: string;
  readonly bytes: number;
  readonly memoryMb: number;
  /** Median time of `import()` in milliseconds. */
  readonly wallMs: number;
  /** Median CPU time of the same in milliseconds: it depends less on what else the machine does. */
  readonly cpuMs: number;
}

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

const functionSchema = z.object({
  MemorySize: z.number(),
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

// The time around the first `import()` of a fresh process. On a machine that does other things, too, a module of any
// size costs half a millisecond to a whole one more than an empty one, which is as long as the empty one itself takes.
const PROBE = `
  const cpu = process.cpuUsage();
  const start = performance.now();
  void import(process.argv[2]).then(() => {
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));
  });
`;
const probeSchema = z.object({ wallMs: z.number(), cpuMs: z.number() });

const credentials = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/**
 * Loads every bundle of the stack and an empty one, which is the first of the result, in fresh processes that take
 * turns.
 */
export async function measureLoadTimes({ assemblyDir, stackName }: SynthesisedStack): Promise<LoadTime[]> {
  const bundles = await bundlesOf(assemblyDir, stackName);
  const folder = await mkdtemp(path.join(tmpdir(), 'empty-'));
  const empty = await emptyBundle(folder, bundles);
  const runtime = path.join(folder, 'runtime.cjs');
  await writeFile(runtime, PROBE);
  const all = [empty, ...bundles];
  const times = new Map(all.map((bundle) => [bundle, [] as z.output<typeof probeSchema>[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [bundle, taken] of times) taken.push(loadOnce(runtime, bundle));
  }
  const results = all.map(async (bundle) => {
    const taken = times.get(bundle) ?? [];
    return {
      name: bundle.name,
      bytes: (await stat(bundle.file)).size,
      memoryMb: bundle.memoryMb,
      wallMs: median(taken.map(({ wallMs }) => wallMs)),
      cpuMs: median(taken.map(({ cpuMs }) => cpuMs)),
    };
  });
  return Promise.all(results).finally(() => rm(folder, { recursive: true }));
}

async function bundlesOf(assemblyDir: string, stackName: string): Promise<Bundle[]> {
  const { template, assetPaths } = await readStackAssembly(assemblyDir, stackName);
  return Object.values(template.Resources)
    .filter(({ Type: type }) => type === 'AWS::Lambda::Function')
    .map(({ Properties: properties }) => {
      const { MemorySize: memoryMb, Code: code, Environment: given } = functionSchema.parse(properties);
      const environment = Object.fromEntries(
        Object.entries(given.Variables).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : 'https://unknown.example/before-deployment',
        ]),
      );
      return {
        name: environment.POWERTOOLS_SERVICE_NAME ?? 'unnamed',
        file: path.join(assetPaths.get(code.S3Key) ?? '', 'index.mjs'),
        memoryMb,
        environment: { ...environment, ...credentials },
      };
    });
}

/** A handler that does nothing, under the same banner as the bundles. */
async function emptyBundle(folder: string, [bundle]: readonly Bundle[]): Promise<Bundle> {
  const [banner = ''] = (bundle ? await readFile(bundle.file, 'utf8') : '').split('\n');
  const file = path.join(folder, 'index.mjs');
  await writeFile(file, `${banner}\nexport const handler=async()=>({statusCode:200});\n`);
  return { name: 'empty handler', file, memoryMb: 0, environment: credentials };
}

function loadOnce(runtime: string, { name, file, environment }: Bundle): z.output<typeof probeSchema> {
  const { stdout, stderr } = spawnSync(process.execPath, [runtime, pathToFileURL(file).href], {
    encoding: 'utf8',
    env: environment,
  });
  if (stderr !== '') throw new Error(`${name} does not load: ${stderr}`);
  return probeSchema.parse(JSON.parse(stdout));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
