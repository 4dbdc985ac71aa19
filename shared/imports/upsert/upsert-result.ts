import type { EntityCounts } from '../../records/counts.ts';
import type { FindStored } from '../declaration/entity-import.ts';

/** What became of the records of one upsert. */
export interface UpsertResult {
  readonly counts: EntityCounts;
  /** How many were skipped or failed, by the code of their activity. */
  readonly problems: Readonly<Record<string, number>>;
  /** Records OutSmart holds although they are archived or outside the chosen groups: to be confirmed and withdrawn. */
  readonly outOfScope: readonly number[];
  /** Whether something small is left for the next time, and the failure that is in its way, if one is. */
  readonly left: { readonly isLeft: boolean; readonly failure: Error | undefined };
  /** Set when not all could be written; what is left is read and compared again. */
  readonly unfinished?: { readonly failure: Error | undefined };
}

/** What is known besides the records themselves. */
export interface UpsertOptions {
  /** Start of the read that returned the records, kept as the mapping's `readAt` by single reads only. */
  readonly readAt?: number | undefined;
  /** What OutSmart holds: records that nobody has written yet are adopted. */
  readonly stored?: FindStored | undefined;
  /** Whether to write again what was changed at OutSmart. */
  readonly verify?: boolean;
}
