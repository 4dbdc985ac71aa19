import {
  ListSecretsCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/**
 * The emulator's `Ref` of a secret is its name, which makes no resource of a policy. So those whom the stack lets read the
 * signing keys or store new ones get the right from here, and nobody else.
 */
export async function makeUpForSecretRef(stackName: string): Promise<void> {
  const secrets = new SecretsManagerClient({});
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const { ARN: SecretId } = SecretList.find(({ Name }) => Name!.includes('WebhookKeys'))!;
  const allow = (Action: string, functions: readonly string[]) => ({
    Effect: 'Allow',
    Principal: '*',
    Action,
    Resource: '*',
    Condition: {
      ArnLike: {
        'aws:PrincipalArn': functions.map((name) => `arn:aws:sts::*:assumed-role/${stackName}-${name}*Role*`),
      },
    },
  });
  const readers = ['EasybillWebhook', 'Management', 'ConnectionCare', 'Scheduler'];
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow('secretsmanager:GetSecretValue', readers),
      allow('secretsmanager:PutSecretValue', ['Scheduler']),
    ],
  });
  await secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  secrets.destroy();
}
