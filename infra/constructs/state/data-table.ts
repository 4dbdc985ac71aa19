import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Capability } from './capability.ts';

const READ_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE_ACTIONS = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

const PARTITION_KEY = { name: 'pk', type: AttributeType.STRING };
const SORT_KEY = { name: 'sk', type: AttributeType.STRING };

/** The shape of one table. */
export interface DataTableProps {
  /** Environment variable that carries the table's name to the functions. */
  readonly variable: string;
  /** Whether items have a sort key. @default true */
  readonly sorted?: boolean;
  /** Attribute with the epoch second after which an item may go. @default - items stay */
  readonly expiresAt?: string;
  /** Keep the table when the stack goes, and refuse to delete it. */
  readonly protect: boolean;
}

/**
 * An on-demand DynamoDB table with the string keys `pk` and, if sorted, `sk`, and point-in-time recovery. No function may scan
 * it: every read has a key, so its price does not grow with the number of connections.
 */
export class DataTable extends Construct {
  protected readonly table: Table;
  private readonly variable: string;

  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id);
    this.variable = props.variable;
    this.table = new Table(this, 'Table', {
      partitionKey: PARTITION_KEY,
      ...((props.sorted ?? true) && { sortKey: SORT_KEY }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(props.expiresAt !== undefined && { timeToLiveAttribute: props.expiresAt }),
      deletionProtection: props.protect,
      removalPolicy: props.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Reading items by key. */
  read(): Capability {
    return this.capability(READ_ACTIONS, this.table.tableArn);
  }

  /** Reading items by key, and writing them, also in transactions. */
  readWrite(): Capability {
    return this.capability([...READ_ACTIONS, ...WRITE_ACTIONS], this.table.tableArn);
  }

  protected capability(actions: string[], resource: string): Capability {
    return {
      environment: { [this.variable]: this.table.tableName },
      statements: [new PolicyStatement({ actions, resources: [resource] })],
    };
  }
}

/** An index over items of all partitions: those that have its key attribute, in the order of `pk`. */
export interface ListIndex {
  readonly indexName: string;
  readonly keyAttribute: string;
}

/** A table whose items can also be listed across partitions, by the attributes of its indexes. */
export class ListedTable extends DataTable {
  constructor(
    scope: Construct,
    id: string,
    props: DataTableProps & { readonly indexes: readonly ListIndex[] },
  ) {
    super(scope, id, props);
    for (const { indexName, keyAttribute } of props.indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: keyAttribute, type: AttributeType.STRING },
        sortKey: PARTITION_KEY,
        projectionType: ProjectionType.ALL,
      });
    }
  }

  /** Listing items by one of the indexes, a right that work for one connection does not have. */
  list({ indexName }: ListIndex): Capability {
    return this.capability(['dynamodb:Query'], `${this.table.tableArn}/index/${indexName}`);
  }
}
