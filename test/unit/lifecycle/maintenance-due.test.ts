import { describe, expect, it } from '@jest/globals';
import { isMaintenanceDue } from '../../../shared/lifecycle/maintenance/maintenance-due.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { keepWebhook } from '../../../shared/lifecycle/keep-webhook.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const minutes = (count: number): number => count * 60_000;
const hours = (count: number): number => minutes(60 * count);
const ago = (ms: number): string => new Date(now - ms).toISOString();
const current = { kid: 'k1', publicBaseUrl: 'https://api.example.org' };

/** As the code itself registers it. */
const webhook = async () => {
  const easybill = {
    get: () => Promise.resolve({ page: 1, pages: 1, total: 0, items: [] }),
    post: () => Promise.resolve({ id: 7 }),
  };
  const target = { signingKey: { kid: 'k1', key: 'k'.repeat(32) }, publicBaseUrl: current.publicBaseUrl };
  const kept = await keepWebhook(
    easybill as never,
    target,
    { connectionId: 'c1', tokenGeneration: 1, webhook: undefined },
    now,
  );
  return kept.webhook;
};

const connection = async (changes: Partial<Connection>): Promise<Connection> => ({
  connectionId: 'c1',
  status: 'active',
  plan: 'plus',
  settings: settingsSchema.parse({}),
  outsmartAccount: 'o',
  firstOutsmartAccount: 'o',
  easybillAccount: 'e',
  tokenGeneration: 1,
  credentialsGeneration: 1,
  staleCredentials: [],
  webhook: await webhook(),
  createdAt: ago(hours(1000)),
  ...changes,
});

describe('care is due', () => {
  it.each<[string, Partial<Connection>, number, boolean]>([
    ['not for an active connection looked at a moment ago', {}, 0, false],
    ['not for one looked at less than a day ago', {}, hours(24) - 1, false],
    ['for one looked at a day ago', {}, hours(24), true],
    ['for a paused one as well', { status: 'paused' }, hours(24), true],
    ['for one with another generation of tokens', { tokenGeneration: 2 }, 0, true],
    ['for one without a webhook', { webhook: undefined }, 0, true],
    ['for one with credentials to be deleted', { staleCredentials: [1] }, 0, true],
    [
      'not while a request may be connecting',
      { status: 'connecting', connectingSince: ago(0) },
      minutes(2) - 1,
      false,
    ],
    ['when that must have stopped', { status: 'connecting', connectingSince: ago(0) }, minutes(2), true],
    [
      'not for refused credentials asked for an hour ago',
      { status: 'reconnect', probedAt: now },
      hours(6) - 1,
      false,
    ],
    [
      'for refused credentials asked for six hours ago',
      { status: 'reconnect', probedAt: now },
      hours(6),
      true,
    ],
    [
      'for a disconnected one with something left',
      { status: 'disconnected', cleanup: 'disconnect' },
      0,
      true,
    ],
    ['for one to be forgotten', { status: 'disconnected', cleanup: 'purge' }, 0, true],
    ['never for a disconnected one with nothing left', { status: 'disconnected' }, hours(10_000), false],
  ])('%s', async (_, changes, later, due) => {
    expect(isMaintenanceDue(await connection(changes), current, now + later)).toBe(due);
  });

  it('when the address or the signing key is another one', async () => {
    const active = await connection({});

    expect(isMaintenanceDue(active, { ...current, kid: 'k2' }, now)).toBe(true);
    expect(isMaintenanceDue(active, { ...current, publicBaseUrl: 'https://moved.example.org' }, now)).toBe(
      true,
    );
  });
});
