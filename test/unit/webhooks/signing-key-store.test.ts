import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startSecretsManager,
  type SecretsManagerEmulator,
} from '../../../infra/local/emulators/secrets-manager.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { rotateKeys } from '../../../shared/schedule/rotate-keys.ts';
import type { ScheduleServices } from '../../../shared/schedule/schedule-services.ts';
import { SigningKeyStore } from '../../../shared/webhooks/signing-key-store.ts';

const SECRET = 'keys';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const start = Date.parse('2026-03-01T12:00:00Z');

let emulator: SecretsManagerEmulator;
let client: SecretsManagerClient;
let store: SigningKeyStore;
let now: number;
/** Ids of the keys that the webhooks of connections are signed with. */
let used: string[];

beforeEach(async () => {
  emulator = await startSecretsManager('arn:aws:secretsmanager:eu-central-1:000000000000:secret:');
  client = new SecretsManagerClient({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  // As the stack makes it.
  const SecretString = JSON.stringify({ kid: '1', key: 'first'.repeat(8) });
  emulator.store.create(SECRET, { SecretString }, 'version-of-the-first-key-0000000001');
  now = start;
  used = ['1'];
  store = newStore();
});
afterEach(async () => {
  client.destroy();
  await emulator.stop();
});

const newStore = (): SigningKeyStore => new SigningKeyStore(client, SECRET, () => now);

/** Connections come in pages of one, so that paging shows. */
const rotate = (atOnce: boolean): Promise<void> =>
  rotateKeys(
    {
      connections: {
        list: (_: number, cursor = '0') => {
          const i = Number(cursor);
          const items = used.slice(i, i + 1).map((kid) => ({ webhook: { kid } }) as Connection);
          return Promise.resolve({ items, cursor: i + 1 < used.length ? String(i + 1) : undefined });
        },
      },
      signingKeys: store,
      logger: { info: () => undefined },
      now: () => now,
    } as unknown as ScheduleServices,
    atOnce,
  );

const kids = async (): Promise<string[]> => (await newStore().read()).map(({ kid }) => kid);

describe('the key that signs', () => {
  it('is the first one right after the first deployment', async () => {
    expect(await store.signing()).toEqual({ kid: '1', key: 'first'.repeat(8) });
  });

  it('is a new one only when every webhook function has read it again', async () => {
    await rotate(true);
    const [newest] = await kids();

    now = start + 5 * MINUTE_MS;
    expect((await newStore().signing()).kid).toBe('1');
    now = start + 6 * MINUTE_MS;
    expect((await newStore().signing()).kid).toBe(newest);
  });

  it('is read at most every five minutes', async () => {
    await store.signing();
    await newStore().store([{ kid: '2', key: 'second'.repeat(8), since: 0 }]);

    now = start + 5 * MINUTE_MS - 1;
    expect((await store.signing()).kid).toBe('1');
    now = start + 5 * MINUTE_MS;
    expect((await store.signing()).kid).toBe('2');
  });
});

describe('rotating keys', () => {
  it('makes a new key at once when asked to, and keeps the one in use', async () => {
    await rotate(true);

    const [newest, ...older] = await newStore().read();
    expect(newest).toMatchObject({ since: start });
    expect(newest!.key.length).toBeGreaterThanOrEqual(64);
    expect(older.map(({ kid }) => kid)).toEqual(['1']);
  });

  it('makes a new key by itself when the newest is half a year old, and not before', async () => {
    await rotate(true);
    const [newest] = await kids();
    used = [newest!, '1'];

    now = start + 180 * DAY_MS - 1;
    await rotate(false);
    expect(await kids()).toEqual([newest, '1']);
    now = start + 180 * DAY_MS;
    await rotate(false);
    expect(await kids()).toEqual([expect.not.stringMatching(`^(1|${newest})$`), newest, '1']);
  });

  it('lets a key go when no connection uses it any more, whichever page it is on', async () => {
    await rotate(true);
    const [newest] = await kids();
    now = start + DAY_MS;

    used = [newest!, newest!, '1'];
    await rotate(false);
    expect(await kids()).toEqual([newest, '1']);
    used = [newest!, newest!];
    await rotate(false);
    expect(await kids()).toEqual([newest]);
  });

  it('keeps the key that still signs, even if no connection uses it yet', async () => {
    used = [];
    await rotate(true);

    expect(await kids()).toEqual([expect.any(String), '1']);
  });
});
