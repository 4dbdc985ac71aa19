import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { stackNamesOf } from '../template/cloud-assembly.ts';

/** A cloud assembly with one stack in it. */
export interface SynthesisedStack {
  readonly assemblyDir: string;
  readonly stackName: string;
}

/** The CDK app did not write an assembly with one stack. The message ends with what the app said. */
export class SynthesisFailedError extends Error {
  override readonly name = 'SynthesisFailedError';

  constructor(reason: string, output: string) {
    super(`The stack could not be synthesised: ${reason}\n${output.slice(-10_000)}`);
  }
}

const projectDir = fileURLToPath(new URL('../../..', import.meta.url));
const cdkJsonSchema = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

/**
 * Bundles the functions and synthesises the stack into `outputDir`, as `cdk synth` does with the context of `cdk.json`, but
 * without the CLI's start-up time.
 *
 * @throws SynthesisFailedError
 */
export async function synthesise(outputDir: string): Promise<SynthesisedStack> {
  const assemblyDir = path.resolve(outputDir);
  const cdkJson: unknown = JSON.parse(await readFile(path.join(projectDir, 'cdk.json'), 'utf8'));
  const { context } = cdkJsonSchema.parse(cdkJson);
  await runApp({
    ...process.env,
    // The flags of a test runner are not meant for the app.
    NODE_OPTIONS: '',
    // The app writes there by itself, and reads its context, when these are set: they are what the CLI sets.
    CDK_OUTDIR: assemblyDir,
    CDK_CONTEXT_JSON: JSON.stringify(context),
  });
  const [stackName, ...others] = await stackNamesOf(assemblyDir);
  if (stackName === undefined || others.length > 0) {
    throw new SynthesisFailedError('the app has not exactly one stack.', '');
  }
  return { assemblyDir, stackName };
}

async function runApp(environment: NodeJS.ProcessEnv): Promise<void> {
  const app = spawn(process.execPath, [path.join('infra', 'app.ts')], {
    cwd: projectDir,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  app.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  app.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    app.once('error', reject);
    app.once('close', resolve);
  });
  if (exitCode !== 0) throw new SynthesisFailedError(`exit code ${String(exitCode)}.`, output.join(''));
}
