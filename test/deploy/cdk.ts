import { spawn } from 'node:child_process';
import path from 'node:path';

const CLI = path.resolve('node_modules/aws-cdk/bin/cdk');
// A developer's `cdk.out` stays as it is.
const OUTPUT_DIR = '.cache/deploy-assembly';

/**
 * Runs the CDK CLI as a user would: `cdk <args> -c key=value…`.
 *
 * @returns what it said
 * @throws Error with the end of what it said, when it does not succeed
 */
export async function runCdk(
  args: readonly string[],
  context: Readonly<Record<string, string>> = {},
): Promise<string> {
  const settings = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const child = spawn(
    process.execPath,
    [CLI, ...args, '--output', OUTPUT_DIR, '--no-notices', '--no-color', ...settings],
    {
      // The flags of a test runner are not meant for the CLI and the app.
      env: { ...process.env, NODE_OPTIONS: '', CDK_DISABLE_CLI_TELEMETRY: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const chunks: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = chunks.join('');
  if (exitCode !== 0) {
    throw new Error(`cdk ${args.join(' ')} ended with ${exitCode ?? 'a signal'}:\n${output.slice(-5_000)}`);
  }
  return output;
}
