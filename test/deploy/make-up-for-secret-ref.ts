import {
  ListSecretsCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/**
 * The emulator's `Ref` of a secret is its name, which makes no resource of a policy. So those whom the stack lets read the
 * signing key get the right from here, and nobody else.
 */
export async function makeUpForSecretRef(stackName: string): Promise<void> {
  const secrets = new SecretsManagerClient({});
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const { ARN: SecretId } = SecretList.find(({ Name }) => Name!.includes('WebhookKeys'))!;
  const readers = ['EasybillWebhook', 'Management'].map(
    (name) => `arn:aws:sts::*:assumed-role/${stackName}-${name}Role*`,
  );
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': readers } },
    },
  });
  await secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  secrets.destroy();
}
