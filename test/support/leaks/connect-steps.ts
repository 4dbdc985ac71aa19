import {
  DeleteSecretCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { eventually, ONLY_CUSTOMERS, switchCustomersOn } from '../connector.ts';
import { easybillFaults, outsmartFaults } from './talkative-faults.ts';
import type { WatchedConnector } from './watched-connector.ts';

/** Body of `POST /connections` with the keys of an account. */
function requestOf({ keys }: WatchedConnector, account: string): Record<string, unknown> {
  const { apiKey, ...outsmart } = keys(account);
  return { plan: 'business', easybill: { apiKey }, outsmart };
}

/** Connects an account, watches the token and the secret of its webhook, and returns the connection's id. */
export async function connectWatched(
  connector: WatchedConnector,
  account: string,
  customers: Record<string, unknown> = {},
): Promise<string> {
  const settings = { imports: { ...ONLY_CUSTOMERS, customers } };
  const { status, body } = await connector.call('POST', '/connections', {
    body: { ...requestOf(connector, account), settings },
  });
  if (status !== 201 && status !== 200) throw new Error(`connecting "${account}" answered ${status}`);
  for (const { url, secret } of connector.easybill.account(account).webhooks.values()) {
    connector.canaries.watch(`webhook token of "${account}"`, url.slice(url.lastIndexOf('.') + 1));
    connector.canaries.watch(`webhook secret of "${account}"`, secret);
  }
  return body.connectionId as string;
}

/** Breaks the secret with the webhook signing key in every way, then gives it a key that is a canary. */
export async function breakSigningKey(connector: WatchedConnector, account: string): Promise<void> {
  const { stack, canaries, call } = connector;
  const { SecretList = [] } = await stack.clients.secrets.send(new ListSecretsCommand({}));
  const SecretId = SecretList[0]!.ARN;
  const key = canaries.plant('webhook signing key');
  const wellFormed = `/webhooks/easybill/c${'0'.repeat(26)}/1.1.${'A'.repeat(43)}`;
  for (const SecretString of brokenSecrets(key, 'key')) {
    await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    await must(500, call('POST', wellFormed));
    await must(500, call('POST', '/connections', { body: requestOf(connector, account) }));
  }
  const SecretString = JSON.stringify({ kid: '1', key });
  await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
}

/** Asks to connect with every mistake in the body, with keys no vendor knows, and while vendors answer nonsense. */
export async function failToConnect(connector: WatchedConnector, account: string): Promise<void> {
  const { canaries, call, easybill, outsmart } = connector;
  const connect = (body: unknown): ReturnType<typeof call> => call('POST', '/connections', { body });
  const good = requestOf(connector, account) as Record<string, any>;
  const bad = (where: string): string => canaries.plant(`mistake in ${where}`);

  for (const text of [
    JSON.stringify(good).slice(0, -3),
    `{"easybill":${bad('JSON')}}`,
    bad('a text'),
    `plan=${bad('a form')}`,
  ]) {
    await must(400, connect(text));
  }
  const mistakes = [
    { ...good, plan: bad('plan') },
    { ...good, easybill: bad('easybill') },
    { ...good, easybill: [good.easybill, bad('a list')] },
    { ...good, easybill: { apiKey: { value: bad('an object') } } },
    { ...good, easybill: { apiKey: [bad('a list')] } },
    { ...good, easybill: { apiKey: `${bad('blanks')} ${bad('blanks')}` } },
    { ...good, easybill: { apiKey: bad('a long key').repeat(20) } },
    { ...good, easybill: { ...good.easybill, apikey: bad('an unknown field') } },
    { ...good, outsmart: { ...good.outsmart, token: `${bad('a line')}\n` } },
    { ...good, outsmart: { Token: bad('a misspelt field'), softwareToken: bad('a right field') } },
    { ...good, password: { [bad('a nested name')]: bad('an unknown object') } },
    {
      ...good,
      settings: {
        language: bad('language'),
        budgetShare: bad('share'),
        imports: { customers: bad('settings') },
      },
    },
    [good],
  ];
  for (const mistake of mistakes) await must(422, connect(mistake));

  const unknown = (what: string): string => canaries.plant(`unknown ${what}`);
  await must(422, connect({ ...good, easybill: { apiKey: unknown('easybill key') } }));
  await must(422, connect({ ...good, outsmart: { ...good.outsmart, token: unknown('OutSmart token') } }));
  await must(
    422,
    connect({ ...good, outsmart: { ...good.outsmart, softwareToken: unknown('software token') } }),
  );

  for (const fault of Object.values(outsmartFaults(canaries))) {
    outsmart.faults.add({ match: { path: '/employees', account }, fault });
    await must([422, 500, 503], connect(good));
  }
  const faults = easybillFaults(canaries);
  for (const fault of Object.values(faults)) {
    easybill.faults.add({ match: { path: '/logins', account }, fault });
    await must([422, 429, 500, 503], connect(good));
  }
  for (const method of ['GET', 'POST']) {
    easybill.faults.add({ match: { path: '/webhooks', method, account }, fault: faults['400']! });
    await must(422, connect(good));
  }
  await connectWatched(connector, account);
}

/** Asks to join accounts that belong to other connections. */
export async function connectTwice(
  connector: WatchedConnector,
  connected: string,
  other: string,
): Promise<void> {
  const { easybill } = requestOf(connector, connected);
  await must(
    409,
    connector.call('POST', '/connections', { body: { ...requestOf(connector, other), easybill } }),
  );
}

/**
 * Breaks the secrets of connections that no worker has read yet in four ways, deletes the fifth, and lets a webhook
 * come for each.
 */
export async function breakSecrets(connector: WatchedConnector, accounts: readonly string[]): Promise<void> {
  const { stack, canaries, easybill, logs } = connector;
  for (const [i, account] of accounts.entries()) {
    const connectionId = await connectWatched(connector, account, { enabled: false });
    await switchCustomersOn(stack, connectionId);
    const SecretId = `outsmart-easybill/connections/${connectionId}/1`;
    const SecretString = [
      ...brokenSecrets(canaries.plant(`broken secret of "${account}"`), 'easybillApiKey'),
    ][i];
    if (SecretString === undefined)
      await stack.clients.secrets.send(
        new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }),
      );
    else await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    const [id] = easybill.account(account).customers.keys();
    easybill.account(account).upsertCustomer({ id: id!, city: canaries.plant('a new city') });
    await eventually(
      () => logs.some(({ text }) => text.includes('message failed') && text.includes(connectionId)),
      Boolean,
    );
  }
}

function brokenSecrets(canary: string, field: string): string[] {
  return [
    `{"${field}":"${canary}`,
    `{"${field}":${canary}}`,
    canary,
    JSON.stringify({ [field]: { [canary]: [canary] }, kid: [canary] }),
  ];
}

/** Fails when an answer has another status: then the flow did not go where it was meant to. */
export async function must(
  expected: number | readonly number[],
  answer: Promise<{ status: number; body: any }>,
): Promise<any> {
  const { status, body } = await answer;
  if (![expected].flat().includes(status)) {
    throw new Error(`answered ${status} instead of ${String(expected)}: ${JSON.stringify(body)}`);
  }
  return body;
}
