import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { exchange } from '../../../shared/vendor-http/http-exchange.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let server: Server;

beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.flushHeaders();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

// Memory is freed at any time: a signal that only fetch knows may be gone before it is due.
it('ends in time when memory is freed while the body is missing', async () => {
  const call = exchange({
    call: { vendor: 'easybill', operation: 'GET /documents' },
    method: 'GET',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    path: '/documents',
    query: {},
    headers: {},
    json: undefined,
    timeoutMs: 300,
    observer: undefined,
  });
  const ended = Promise.allSettled([call]);
  let outcomes: Awaited<typeof ended> | undefined;
  const latest = performance.now() + 5_000;
  while (outcomes === undefined && performance.now() < latest) {
    collectGarbage();
    outcomes = await Promise.race([ended, setImmediate(undefined)]);
  }
  expect(outcomes).toMatchObject([{ reason: { reason: 'timeout', outcome: 'unknown' } }]);
});
