import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startSecretsManager,
  type SecretsManagerEmulator,
} from '../../../infra/local/emulators/secrets-manager.ts';
import { eventUrl } from '../../../shared/lifecycle/event-url.ts';
import { rotateKeys } from '../../../shared/schedule/rotate-keys.ts';
import type { ScheduleServices } from '../../../shared/schedule/schedule-services.ts';
import { isGenuine, readToken } from '../../../shared/webhooks/webhook-token.ts';
import { SigningKeyStore } from '../../../shared/webhooks/signing-key-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { ConnectionWorld } from './connection-world.ts';

const SECRET = 'keys';
const DAY_MS = 24 * 3_600_000;
const publicBaseUrl = 'https://api.example.org';

let tables: Tables;
let emulator: SecretsManagerEmulator;
let client: SecretsManagerClient;
let world: ConnectionWorld;
let signingKeys: SigningKeyStore;

beforeAll(async () => {
  tables = await startTables();
  emulator = await startSecretsManager('arn:aws:secretsmanager:eu-central-1:000000000000:secret:');
  client = new SecretsManagerClient({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const SecretString = JSON.stringify({ kid: '1', key: 'first'.repeat(8) });
  emulator.store.create(SECRET, { SecretString }, 'version-of-the-first-key-0000000001');
});
afterAll(async () => {
  client.destroy();
  await Promise.all([emulator.stop(), tables.stop()]);
});
beforeEach(async () => {
  world = new ConnectionWorld(tables);
  signingKeys = new SigningKeyStore(client, SECRET, () => world.now);
  await signingKeys.store([{ kid: '1', key: 'first'.repeat(8), since: 0 }]);
});

// Another connection would go on using its key.
afterEach(() => world.services.connections.remove(world.connectionId));

const ask = async (renew = false): Promise<string> =>
  eventUrl({ ...world.services, signingKeys, publicBaseUrl }, await world.stored(), { renew });

/** Whether the door opens to a URL, as the function behind it decides. */
async function opens(url: string): Promise<boolean> {
  const [, connectionId = '', token = ''] = /\/events\/outsmart\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  const { kid, generation, mac } = readToken(token)!;
  const key = (await signingKeys.read()).find((one) => one.kid === kid);
  return key !== undefined && isGenuine(key.key, 'outsmart', connectionId, generation, mac);
}

/** A new signing key, as the schedule makes it, known everywhere a day later; then keys go that nothing uses. */
async function rotate(): Promise<void> {
  const services = { ...world.services, signingKeys, logger: { info: () => undefined } };
  const rotateAt = (atOnce: boolean) =>
    rotateKeys({ ...services, now: () => world.now } as unknown as ScheduleServices, atOnce);
  await rotateAt(true);
  world.now += DAY_MS;
  signingKeys = new SigningKeyStore(client, SECRET, () => world.now);
  await rotateAt(false);
}

describe('the URL for events of OutSmart', () => {
  it('names the connection and opens the door, and is told in the log without what it is', async () => {
    const { connectionId } = await world.connected();

    const url = await ask();

    expect(url).toMatch(new RegExp(`^${publicBaseUrl}/events/outsmart/${connectionId}/1[.]1[.][\\w-]{43}$`));
    expect(await opens(url)).toBe(true);
    expect(await world.codes()).toEqual(['eventUrlShown']);
    const log = JSON.stringify(await tables.items(tables.activity, connectionId));
    expect(log).not.toContain(url.slice(url.lastIndexOf('.') + 1));
  });

  it('stays the same and keeps opening when keys are replaced: nobody could enter another one at OutSmart', async () => {
    await world.connected();
    const url = await ask();
    await rotate();

    expect(await opens(url)).toBe(true);
    expect(await ask()).toBe(url);
  });

  it('is another one when renewed, and the one of before opens no more once its key is gone', async () => {
    await world.connected();
    const before = await ask();
    await rotate();

    const after = await ask(true);
    expect([after === before, await opens(before), await opens(after)]).toEqual([false, true, true]);
    await rotate();
    expect([await opens(before), await opens(after)]).toEqual([false, true]);
  });

  it('is another one for another generation', async () => {
    const { connectionId } = await world.connected();
    const before = await ask();
    await world.services.connections.update(connectionId, { tokenGeneration: 2 });

    expect(await ask()).not.toBe(before);
    expect(await ask()).toContain('/1.2.');
  });

  it.each(['paused', 'reconnect'] as const)('is there for a connection that is %s', async (status) => {
    await world.connected(status);
    expect(await opens(await ask())).toBe(true);
  });

  it.each(['connecting', 'disconnected'] as const)(
    'is not there for one that is %s, and nothing is told',
    async (status) => {
      await world.connected(status);
      await expect(ask()).rejects.toMatchObject({ status: 409 });
      expect(await world.codes()).toEqual([]);
    },
  );
});
