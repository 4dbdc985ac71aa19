/**
 * `npm run test:full`: everything there is, in depth. First all of what `npm test` runs samples of; then the planted
 * bugs, and beside them the deployment test, which mostly waits for an emulator and the CDK.
 */
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

process.exitCode = await main();

async function main(): Promise<number> {
  const tests = await run('test', { TEST_DEPTH: 'full' });
  const deployment = runAside('test:deploy');
  const mutants = await run('test:mutants');
  const { code, output } = await deployment;
  process.stdout.write(output);
  return Math.max(tests, mutants, code);
}

/** Runs an npm script; its exit code. */
async function run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const env = { ...process.env, ...environment };
  const child = spawn('npm', ['run', script], { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** The same while others run: what it says is kept. */
async function runAside(script: string): Promise<{ code: number; output: Buffer }> {
  // Both streams in one, in their order.
  const child = spawn('sh', ['-c', `npm run ${script} 2>&1`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve(code ?? 1);
    });
  });
  const [output, code] = await Promise.all([buffer(child.stdout), ended]);
  return { code, output };
}
