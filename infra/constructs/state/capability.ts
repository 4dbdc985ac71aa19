import type { Acknowledgment } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * One thing a function may do with one resource: the permission, and the environment variables that say where
 * the resource is. They are one value so that a function never has the one without the other.
 */
export interface Capability {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** cdk-nag findings that come with these statements and are meant, each with its reason. */
  readonly acceptedFindings?: readonly Acknowledgment[];
}
