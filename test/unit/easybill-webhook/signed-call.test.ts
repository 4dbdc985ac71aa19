import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { signedCall } from '../../../functions/easybill-webhook/signed-call.ts';

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}';
const environment = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: undefined },
};

describe('a signed call', () => {
  let server: Server;
  let connections = 0;
  let requestsOnOne = 1;
  const sockets = new Set<Socket>();
  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      sockets.add(socket);
      let requests = 0;
      socket.on('error', () => socket.destroy());
      socket.on('data', () => {
        requests += 1;
        if (requests <= requestsOnOne) socket.write(answer);
        else socket.resetAndDestroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = (): Promise<string> => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const target = 'AmazonSQS.SendMessage';
    return signedCall(environment, { service: 'sqs', endpoint, target, version: '1.0', body: {} });
  };

  it('is made again on a new connection when the one that was kept turns out to be dead', async () => {
    requestsOnOne = 1;
    await call();

    await expect(call()).resolves.toBe('{}');
    expect(connections).toBe(2);
  });

  it('is not made again when a new connection breaks: nobody knows what became of it', async () => {
    requestsOnOne = 0;

    await expect(call()).rejects.toThrow('ECONNRESET');
    expect(connections).toBe(1);
  });
});
