import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Capability } from './capability.ts';

/**
 * The vendors' credentials, one secret per connection and replacement, named `<stack name>/connections/<connection id>/<generation>`. They are
 * made and removed with the connections while the connector runs, so the stack only knows their common prefix.
 */
export class ConnectionSecrets extends Construct {
  private readonly prefix: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.prefix = `${Stack.of(this).stackName}/connections/`;
  }

  /** Reading the credentials of a connection. */
  read(): Capability {
    return this.capability(['secretsmanager:GetSecretValue']);
  }

  /** Storing the credentials of a connection, and reading and removing them. */
  manage(): Capability {
    return this.capability([
      'secretsmanager:CreateSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:DeleteSecret',
    ]);
  }

  /** Reading the credentials of a connection, and removing those that are no longer needed. */
  readAndRemove(): Capability {
    return this.capability(['secretsmanager:GetSecretValue', 'secretsmanager:DeleteSecret']);
  }

  private capability(actions: string[]): Capability {
    const resource = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${this.prefix}*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      environment: { CONNECTION_SECRET_PREFIX: this.prefix },
      statements: [new PolicyStatement({ actions, resources: [resource] })],
      acceptedFindings: [
        {
          id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${this.prefix}*]`,
          reason:
            'The secrets are made while the connector runs, with random ends to their names; the wildcard ends at ' +
            "this stack's own prefix.",
        },
      ],
    };
  }
}
