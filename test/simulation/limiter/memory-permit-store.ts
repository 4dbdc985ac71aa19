import type { StoredPermits } from '../../../shared/budget/permit-item.ts';
import type { PermitStore } from '../../../shared/budget/permit-store.ts';

/** What the store was asked. */
export interface StoreCounts {
  reads: number;
  writes: number;
  lostWrites: number;
}

/**
 * Permits in memory with the promises of the DynamoDB item: a read sees every write before it, a write happens only
 * over the version that was read, and one that lost the race gets the winner. `travel` is the time a read
 * needs back and a write needs there.
 */
export function memoryPermitStore(travel: () => Promise<void>): { store: PermitStore; counts: StoreCounts } {
  const counts: StoreCounts = { reads: 0, writes: 0, lostWrites: 0 };
  const items = new Map<string, StoredPermits>();
  let version = 0;
  const store: PermitStore = {
    async read(connectionId) {
      counts.reads += 1;
      const item = items.get(connectionId);
      await travel();
      return item;
    },
    async write(connectionId, over, state) {
      await travel();
      const current = items.get(connectionId);
      const won = current?.version === over;
      if (won) {
        version += 1;
        counts.writes += 1;
        items.set(connectionId, { version: String(version), state });
      } else {
        counts.lostWrites += 1;
      }
      return won ? undefined : current;
    },
  };
  return { store, counts };
}
