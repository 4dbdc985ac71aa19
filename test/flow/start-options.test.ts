import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { itInFull } from '../support/in-full.ts';
import { cleanUps, start, TIMEOUT_MS } from '../support/runner-process.ts';

describe('the options of npm start', () => {
  it(
    'explains its options',
    async () => {
      const runner = start('--help');

      expect(await runner.exitCode).toBe(0);
      for (const option of ['--port', '--easybill-url', '--outsmart-url', '--no-demo', '--once', '--help']) {
        expect(runner.stdout()).toContain(option);
      }
    },
    TIMEOUT_MS,
  );

  it.each([
    [['--onse'], /Unknown option '--onse'/],
    [['now'], /Unexpected argument 'now'/],
    [['--port'], /--port/],
    [['--port', '65536'], /--port must be a whole number from 0/],
    [['--port', '80a'], /--port must be a whole number from 0/],
    [['--no-demo', '--easybill-url', 'ftp://a'], /--easybill-url must be an http or https URL/],
    [['--no-demo', '--outsmart-url', 'https://a/b?token=secret'], /--outsmart-url must be/],
    [['--easybill-url', 'http://127.0.0.1:1/rest/v1'], /Add --no-demo/],
    [['--outsmart-url', 'http://127.0.0.1:1/openapi/8'], /Add --no-demo/],
    [['--once', '--no-demo'], /--once .* cannot go with --no-demo/],
  ])(
    'refuses %j and says why',
    async (args, reason) => {
      const runner = start(...args);

      expect(await runner.exitCode).toBe(2);
      expect(runner.stderr()).toMatch(reason);
      expect(runner.stderr()).toContain('npm start -- --help');
      expect(runner.stderr()).not.toContain('secret');
      expect(runner.stdout()).toBe('');
    },
    TIMEOUT_MS,
  );

  itInFull(
    'says that a port is in use',
    async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      cleanUps.push(() => server.close());
      const { port } = server.address() as { port: number };

      const runner = start('--no-demo', '--port', String(port));

      expect(await runner.exitCode).toBe(1);
      expect(runner.stdout()).toBe('');
      expect(runner.stderr()).toContain(`Port ${port} cannot be taken; choose another one with --port`);
    },
    TIMEOUT_MS,
  );
});
