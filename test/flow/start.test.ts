import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DEMO_CONNECT_REQUEST as connectRequest } from '../../infra/local/demo/demo-vendors.ts';
import { demoCustomers } from '../../infra/local/vendors/demo-customers.ts';
import { startEasybillSimulator } from '../../infra/local/vendors/easybill/index.ts';
import { startOutsmartSimulator } from '../../infra/local/vendors/outsmart/index.ts';
import { eventually } from '../support/eventually.ts';
import { itInFull } from '../support/in-full.ts';
import {
  call,
  cleanUps,
  descendants,
  isAlive,
  ready,
  start,
  startProcess,
  TIMEOUT_MS,
} from '../support/runner-process.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

describe('npm start', () => {
  it(
    'runs the demo, checks it and ends when asked to run once',
    async () => {
      const runner = start('--once');

      const exitCode = await runner.exitCode;

      expect({ exitCode, stderr: runner.stderr() }).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(runner.stdout())).toEqual({
        ready: true,
        api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        easybill: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/rest\/v1$/),
        outsmart: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/openapi\/8$/),
      });
      expect(runner.stdout().trim()).not.toContain('\n');
      expect(runner.stderr()).toMatch(/complete, page 1 of 1: 250 read, 232 created, 18 skipped, 0 failed/);
      expect(runner.stderr()).toMatch(/phone \+49 30 5550000 became \+49 30 5559999, \d+ ms later/);
      expect(runner.stderr()).toMatch(/German: {2}Kunde 10001 wurde in OutSmart aktualisiert/);
      expect(runner.stderr()).toMatch(/English: Customer 10001 was updated in OutSmart/);
      expect(runner.stderr()).toMatch(/A technician completes work order WO-2026-1001 for customer 10001/);
      expect(runner.stderr()).toMatch(/easybill: draft \d+ over 522\.47 EUR, 439\.05 EUR without VAT/);
      expect(runner.stderr()).toMatch(/The work order is handled in OutSmart, \d+ ms after it was completed/);
      expect(runner.stderr()).toMatch(/each line of the invoice and its total are right to the cent/);
      expect(runner.stderr()).toMatch(
        /\n {2}Work order WO-2026-1002 [^\n]*customer number[^\n]*\n {2}(?:Enter|Choose) the customer/,
      );
      expect(runner.stderr()).not.toMatch(/ERROR|NOT AS IT SHOULD BE/);
    },
    TIMEOUT_MS,
  );

  itInFull(
    'stays up after the demo and proposes commands that work',
    async () => {
      const runner = start();

      const { outsmart } = await ready(runner);
      const stderr = await eventually(() => {
        expect(runner.stderr()).toContain('See it in OutSmart');
        return runner.stderr();
      }, 60_000);
      const curls = stderr.split('\n').filter((line) => line.trim().startsWith('curl '));
      const answers = curls.map((line) =>
        execFileSync('sh', ['-c', line.replace('curl', 'curl -sS --fail')], { encoding: 'utf8' }),
      );

      expect(curls).toHaveLength(6);
      expect(answers[0]).toContain('"status":"active"');
      expect(JSON.parse(answers[1]!).items.length).toBeGreaterThan(0);
      expect(JSON.parse(answers[2]!).runs).toHaveLength(5);
      const states = JSON.parse(answers[5]!).items.map(({ state }: { state: string }) => state);
      expect(states.sort()).toEqual(['failed', 'handled']);
      const relationUrl = /curl '([^']+)'/.exec(curls[4]!)![1]!;
      expect(relationUrl).toContain(outsmart);
      await eventually(async () => {
        expect((await call(relationUrl)).body.response).toEqual([
          expect.objectContaining({ city: 'Leipzig' }),
        ]);
      });
      runner.process.kill('SIGINT');
      expect(await runner.exitCode).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'starts with nothing connected without the demo, and ends everything at SIGTERM',
    async () => {
      const runner = start('--no-demo');
      const { api } = await ready(runner);

      const { status, body } = await call(`${api}/connections`);
      const started = descendants(runner.process.pid!);
      runner.process.kill('SIGTERM');
      const exitCode = await runner.exitCode;

      expect(status).toBe(200);
      expect(body.items).toEqual([]);
      expect(runner.stdout().trim()).not.toContain('\n');
      // The function that answered.
      expect(started.length).toBeGreaterThan(0);
      expect(exitCode).toBe(0);
      expect(started.filter(isAlive)).toEqual([]);
      await expect(fetch(`${api}/connections`)).rejects.toThrow();
    },
    TIMEOUT_MS,
  );

  it.each([
    ['npm gets a SIGTERM', 'SIGTERM', 1],
    ['a terminal sends SIGINT to the whole process group', 'SIGINT', -1],
  ] as const)(
    'ends everything when %s',
    async (_, signal, sign) => {
      const runner = startProcess('npm', ['start', '--silent', '--', '--no-demo'], PROJECT);
      const { api } = await ready(runner);
      await call(`${api}/connections`);
      const started = descendants(runner.process.pid!);
      cleanUps.push(() => {
        for (const pid of started.filter(isAlive)) process.kill(pid, 'SIGKILL');
      });

      process.kill(sign * runner.process.pid!, signal);
      await runner.exitCode;

      // A shell, the runner and the function that answered.
      expect(started.length).toBeGreaterThanOrEqual(3);
      await eventually(() => {
        expect(started.filter(isAlive)).toEqual([]);
      });
      await expect(fetch(`${api}/connections`)).rejects.toThrow();
    },
    TIMEOUT_MS,
  );

  itInFull(
    'uses the vendors it is told to use',
    async () => {
      const easybill = await startEasybillSimulator({
        accounts: [
          {
            name: 'own',
            apiKeys: [connectRequest.easybill.apiKey],
            plan: 'plus',
            customers: demoCustomers(3),
          },
        ],
      });
      cleanUps.push(() => easybill.close());
      const outsmart = await startOutsmartSimulator({
        accounts: [{ name: 'own', ...connectRequest.outsmart }],
      });
      cleanUps.push(() => outsmart.close());

      const runner = start('--no-demo', '--easybill-url', `${easybill.url}/`, '--outsmart-url', outsmart.url);
      const urls = await ready(runner);
      const { status } = await call(`${urls.api}/connections`, connectRequest);
      const relations = outsmart.account('own').relations;
      await eventually(() => {
        expect(relations.size).toBe(3);
      });

      expect(urls).toMatchObject({ easybill: easybill.url, outsmart: outsmart.url });
      expect(status).toBe(201);
      expect(easybill.requests.map(({ path: at }) => at)).toContain('/customers');
      expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
    },
    TIMEOUT_MS,
  );

  itInFull(
    'ends without a trace when it is interrupted before it is up',
    async () => {
      const runner = start('--once');
      await eventually(() => {
        expect(runner.stderr()).toContain('synthesising');
      });
      const started = await eventually(() => {
        const pids = descendants(runner.process.pid!);
        expect(pids).not.toEqual([]);
        return pids;
      });

      runner.process.kill('SIGTERM');

      expect(await runner.exitCode).toBe(143);
      expect(started.filter(isAlive)).toEqual([]);
      expect(runner.stdout()).toBe('');
    },
    TIMEOUT_MS,
  );
});
