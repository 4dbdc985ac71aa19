import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const READY_WITHIN_MS = 60_000;
const REGION = 'eu-central-1';

/** An AWS emulator on 127.0.0.1. */
export interface Emulator {
  readonly url: string;
  /** What makes the CDK CLI, AWS SDKs and Node work with the emulator, and with nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the emulator and the functions it runs, and forgets what it held. */
  stop(): Promise<void>;
}

/**
 * Starts ministack on a free port, with everything that makes it strict:
 *
 * - over TLS, because our queues and CDK's bucket refuse plain HTTP (`aws:SecureTransport`);
 * - with `AUTH`, so that it checks signatures and the policies of every role.
 *
 * Functions run in the `node` that comes first on PATH, the one of this process.
 *
 * @throws Error with the end of the log when it does not start
 */
export async function startEmulator(python: string, logFile: string): Promise<Emulator> {
  // Outside the project: from here functions find neither our package.json nor our node_modules, as on AWS.
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ministack-'));
  // The hosts of HTTP APIs are names below localhost.
  const names = ['127.0.0.1', 'localhost', '*.execute-api.localhost'];
  await promisify(execFile)(python, ['-m', 'trustme', '--quiet', '--dir', dataDir, '--identities', ...names]);
  const [authority, certificate, key] = ['client.pem', 'server.pem', 'server.key'].map((file) =>
    path.join(dataDir, file),
  ) as [string, string, string];

  const port = await freePort();
  const log = openSync(logFile, 'w');
  // Not `ministack` itself: that would also listen on port 443 where it may.
  const server = ['-m', 'hypercorn', 'ministack.app:app', '--bind', `127.0.0.1:${port}`];
  const child = spawn(python, [...server, '--certfile', certificate, '--keyfile', key], {
    // The functions inherit all of it, so it holds nothing of ours.
    env: {
      PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      HOME: dataDir,
      TMPDIR: dataDir,
      STATE_DIR: path.join(dataDir, 'state'),
      S3_DATA_DIR: path.join(dataDir, 's3'),
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: REGION,
      AUTH: 'true',
      USE_SSL: '1',
      MINISTACK_SSL_CERT: certificate,
      MINISTACK_SSL_KEY: key,
      NODE_EXTRA_CA_CERTS: authority,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
    stdio: ['ignore', log, log],
    // Its own process group, so that the functions end with it.
    detached: true,
  });
  closeSync(log);
  const endWithUs = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('exit', endWithUs);
  const stop = async (): Promise<void> => {
    await stopGroup(child);
    process.off('exit', endWithUs);
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `https://127.0.0.1:${port}`;
  try {
    await answers(`${url}/_ministack/health`, await readFile(authority, 'utf8'), child);
  } catch (error) {
    await stop();
    throw new Error(`The emulator did not start:\n${(await readFile(logFile, 'utf8')).slice(-5_000)}`, {
      cause: error,
    });
  }
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_CONFIG_FILE: path.join(dataDir, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(dataDir, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      NODE_EXTRA_CA_CERTS: authority,
      AWS_CA_BUNDLE: authority,
    },
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string, ca: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const status = await new Promise<number | Error>((resolve) => {
      get(url, { ca }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', resolve);
    });
    if (status === 200) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('not ready', { cause: status });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { pid } = child;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-pid, 'SIGTERM');
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
  try {
    // Functions that outlived it.
    process.kill(-pid, 'SIGKILL');
  } catch {
    // There were none.
  }
}
