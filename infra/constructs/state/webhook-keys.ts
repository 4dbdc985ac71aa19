import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Capability } from './capability.ts';

/**
 * The keys that sign the tokens in webhook URLs: `{"kid":"1","key":"<64 letters and digits>"}` at first, which Secrets
 * Manager makes up at the first deployment, so that it is in no template. The scheduler adds newer ones.
 */
export class WebhookKeys extends Construct {
  private readonly secret: Secret;

  constructor(scope: Construct, id: string, props: { readonly protect: boolean }) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Signs the tokens in webhook URLs. Losing it makes every registered webhook invalid.',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ kid: '1' }),
        generateStringKey: 'key',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: props.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'A new key is only usable once the webhook URLs at every easybill account carry its id, so the connector ' +
        'rotates it together with them. A timer here would cut every connection off.',
    });
  }

  /** Reading the keys. */
  read(): Capability {
    return this.capability(['secretsmanager:GetSecretValue']);
  }

  /** Reading the keys, and storing others. */
  rotate(): Capability {
    return this.capability(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue']);
  }

  private capability(actions: string[]): Capability {
    return {
      environment: { WEBHOOK_KEYS_SECRET: this.secret.secretArn },
      statements: [new PolicyStatement({ actions, resources: [this.secret.secretArn] })],
    };
  }
}
