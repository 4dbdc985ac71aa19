import { Construct } from 'constructs';
import { DataTable, ListedTable, type ListIndex } from './data-table.ts';

/** All connections. */
export const ALL_CONNECTIONS: ListIndex = { indexName: 'byListKey', keyAttribute: 'listKey' };
/** The connections that the scheduler looks after in the same minute. */
export const CONNECTIONS_BY_SLOT: ListIndex = { indexName: 'byTurnKey', keyAttribute: 'turnKey' };

/** Work orders on their way to an invoice, of one connection. */
export const DUE_EXPORTS: ListIndex = { indexName: 'byDueKey', keyAttribute: 'dueKey' };

/** What the connector remembers. */
export class ConnectorData extends Construct {
  /** The connections and their settings. */
  readonly connections: ListedTable;
  /** Which easybill record is which OutSmart record, and what was last written. */
  readonly mappings: DataTable;
  /** The easybill calls each connection may still make: one item per connection. */
  readonly permits: DataTable;
  /** Runs and the sync log; entries go by themselves at `expiresAt`. */
  readonly activity: DataTable;

  /** Each work order's way to an invoice. Never expires: it is what keeps an invoice from being made twice. */
  readonly ledger: ListedTable;

  constructor(scope: Construct, id: string, props: { readonly protect: boolean }) {
    super(scope, id);
    const { protect } = props;
    this.connections = new ListedTable(this, 'Connections', {
      variable: 'CONNECTIONS_TABLE',
      indexes: [ALL_CONNECTIONS, CONNECTIONS_BY_SLOT],
      protect,
    });
    this.mappings = new DataTable(this, 'Mappings', { variable: 'MAPPINGS_TABLE', protect });
    this.permits = new DataTable(this, 'Permits', { variable: 'PERMITS_TABLE', sorted: false, protect });
    this.activity = new DataTable(this, 'Activity', {
      variable: 'ACTIVITY_TABLE',
      expiresAt: 'expiresAt',
      protect,
    });
    this.ledger = new ListedTable(this, 'Ledger', {
      variable: 'LEDGER_TABLE',
      indexes: [DUE_EXPORTS],
      protect,
    });
  }
}
