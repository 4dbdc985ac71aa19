/** The partitions of the ledger's table that hold something of a connection: its entries, and what was made at easybill. */
export function ledgerPartitions(connectionId: string): readonly [entries: string, makings: string] {
  return [connectionId, `${connectionId}#made`];
}
