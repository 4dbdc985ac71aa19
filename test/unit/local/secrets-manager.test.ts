import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  generateSecretString,
  generateSecretStringSchema,
} from '../../../infra/local/emulators/generated-secret.ts';
import {
  startSecretsManager,
  type SecretsManagerEmulator,
} from '../../../infra/local/emulators/secrets-manager.ts';

let emulator: SecretsManagerEmulator;
let client: SecretsManagerClient;

beforeAll(async () => {
  emulator = await startSecretsManager('arn:aws:secretsmanager:eu-central-1:000000000000:secret:');
  client = new SecretsManagerClient({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

function newName(): string {
  return `stack/connections/${randomUUID()}`;
}

async function create(value = 'first'): Promise<{ name: string; arn: string }> {
  const name = newName();
  const { ARN: arn = '' } = await client.send(new CreateSecretCommand({ Name: name, SecretString: value }));
  return { name, arn };
}

describe('a secret', () => {
  it('is read by its name, its ARN and its ARN without the random suffix', async () => {
    const { name, arn } = await create();

    const ids = [name, arn, arn.replace(/-[^-]{6}$/, '')];
    const values = await Promise.all(
      ids.map(async (id) => (await client.send(new GetSecretValueCommand({ SecretId: id }))).SecretString),
    );

    expect(arn).toMatch(
      /^arn:aws:secretsmanager:eu-central-1:000000000000:secret:stack\/connections\/.+-\w{6}$/,
    );
    expect(values).toEqual(['first', 'first', 'first']);
  });

  it('keeps the value before the current one', async () => {
    const { name } = await create();

    await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: 'second' }));
    await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: 'third' }));

    const current = await client.send(new GetSecretValueCommand({ SecretId: name }));
    const previous = await client.send(
      new GetSecretValueCommand({ SecretId: name, VersionStage: 'AWSPREVIOUS' }),
    );
    expect(current).toMatchObject({ SecretString: 'third', VersionStages: ['AWSCURRENT'] });
    expect(previous.SecretString).toBe('second');
  });

  it('cannot be created twice', async () => {
    const { name } = await create();

    const creating = client.send(new CreateSecretCommand({ Name: name, SecretString: 'other' }));

    await expect(creating).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('is created once for one token', async () => {
    const request = { Name: newName(), SecretString: 'value', ClientRequestToken: randomUUID() };

    const first = await client.send(new CreateSecretCommand(request));
    const second = await client.send(new CreateSecretCommand(request));

    expect(second.ARN).toBe(first.ARN);
  });

  it('keeps its name reserved after a deletion with a recovery window', async () => {
    const { name } = await create();
    await client.send(new DeleteSecretCommand({ SecretId: name }));

    const reading = client.send(new GetSecretValueCommand({ SecretId: name }));
    const creating = client.send(new CreateSecretCommand({ Name: name, SecretString: 'new' }));

    await expect(reading).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(creating).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('is gone at once after a forced deletion, which may be repeated, and its name is free', async () => {
    const { name, arn } = await create();
    const force = new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true });

    await client.send(force);
    await client.send(force);

    const reading = client.send(new GetSecretValueCommand({ SecretId: name }));
    await expect(reading).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const recreated = await client.send(new CreateSecretCommand({ Name: name, SecretString: 'new' }));
    expect(recreated.ARN).not.toBe(arn);
  });

  it('is listed until it is deleted', async () => {
    const [kept, deleted] = [await create(), await create()];
    await client.send(new DeleteSecretCommand({ SecretId: deleted.name }));

    const names = (await client.send(new ListSecretsCommand({}))).SecretList?.map(({ Name }) => Name);

    expect(names).toContain(kept.name);
    expect(names).not.toContain(deleted.name);
  });

  it('refuses what is not emulated instead of ignoring it', async () => {
    const listing = client.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['a'] }] }));

    await expect(listing).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('a generated secret', () => {
  it('has the length and the characters the template asks for', () => {
    const options = generateSecretStringSchema.parse({
      PasswordLength: 64,
      ExcludePunctuation: true,
      ExcludeCharacters: 'abc',
    });

    const value = generateSecretString(options);

    expect(value).toMatch(/^[A-Zd-z0-9]{64}$/);
    expect(value).not.toBe(generateSecretString(options));
  });

  it('is put into the template of the value', () => {
    const options = generateSecretStringSchema.parse({
      SecretStringTemplate: '{"user":"me"}',
      GenerateStringKey: 'password',
    });

    const value = JSON.parse(generateSecretString(options)) as Record<string, string>;

    expect(value.user).toBe('me');
    expect(value.password).toHaveLength(32);
  });
});
