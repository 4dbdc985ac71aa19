import type { Page } from '../easybill/index.ts';
import type { Entity } from '../messages/import-message.ts';
import type { UpsertReport } from '../outsmart/index.ts';

/** A choice, not a fault: such a record is not imported, and withdrawn if OutSmart has it. */
export type OutOfScopeReason = 'archived' | 'outsideGroups';

/** Why a record is not imported. */
export type SkipReason =
  OutOfScopeReason | 'noNumber' | 'noName' | 'missingAddress' | 'numberTooLong' | 'numberUnreadable';

/** What a pure mapping makes of one easybill record. */
export type Mapped<Target> =
  | { readonly outcome: 'mapped'; readonly key: string; readonly record: Target }
  | {
      readonly outcome: 'skipped';
      readonly reason: SkipReason;
      /** easybill field names that are the cause, where some are. */
      readonly fields: readonly string[];
      readonly key: string | undefined;
    };

/**
 * All that the import engine needs to know of an entity: how to read it at easybill, what it becomes, and how
 * OutSmart takes it. `Source` is easybill's record, `Target` is OutSmart's.
 */
export interface EntityImport<Source extends { readonly id: number }, Target> {
  readonly entity: Entity;
  /** One page of up to 1,000 records; 1-based. One easybill call. */
  list(page: number): Promise<Page<Source>>;
  /** One record, undefined when easybill no longer has it. One easybill call. */
  get(easybillId: number): Promise<Source | undefined>;
  map(source: Source): Mapped<Target>;
  /** Inserts or updates by key. Never throws for a vendor's answer; the report says what became of each record. */
  post(records: readonly Target[]): Promise<UpsertReport<Target>>;
  /** What OutSmart holds, by key. One OutSmart call. */
  listStored(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  /** Makes OutSmart stop offering a record: set inactive where OutSmart can. Safe to repeat. */
  withdraw(key: string): Promise<void>;
}
