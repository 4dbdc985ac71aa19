import type { Connection } from '../../connections/connection.ts';
import type { VendorClients } from '../../connections/open-vendors.ts';
import type { Page } from '../../easybill/index.ts';
import type { Entity, Lane } from '../../records/entity.ts';
import type { MaterialLink as Link, StoredRecord, UpsertReport } from '../../outsmart/index.ts';
import type { Mapped } from '../../records/mapped.ts';

/** A record of easybill, whatever its entity. */
export interface SourceRecord {
  readonly id: number;
}

/** How the records of an entity come to be read. */
export type Reading<Source> =
  | {
      /** From one list of all of them: up to 1,000 a page, 1-based. One easybill call a page. */
      readonly by: 'page';
      readonly list: (page: number) => Promise<Page<Source>>;
    }
  | {
      /** From one list for each record of the parent, undefined when that is gone. One easybill call a page. */
      readonly by: 'parent';
      readonly list: (parentId: number, page: number) => Promise<Page<Source> | undefined>;
    };

/** The entity without which a record is not whole. */
interface ParentOf<Source> {
  readonly entity: Lane;
  idOf(source: Source): number | undefined;
}

export type { Link, StoredRecord };

/** Looks up what OutSmart holds under a key. */
export type FindStored = (entity: Entity, key: string) => StoredRecord | undefined;

/**
 * All that the import engine needs to know of an entity: how to read it at easybill, what it becomes, and how
 * OutSmart takes it. `Source` is easybill's record, `Target` is OutSmart's.
 */
export interface EntityImport<Source extends SourceRecord = SourceRecord, Target extends object = object> {
  readonly entity: Lane;
  readonly reading: Reading<Source>;
  /** The entities that its records may be at OutSmart and that are imported, when these are not just its own. */
  readonly sides?: readonly Entity[];
  readonly parent?: ParentOf<Source>;
  /** The entity whose records name the key of a record of this one. */
  readonly children?: Lane;
  /** One record, undefined when easybill no longer has it. One easybill call. */
  get(easybillId: number, parentId: number | undefined): Promise<Source | undefined>;
  /** @param parentKey OutSmart's key of the parent, undefined when OutSmart does not have it */
  map(source: Source, parentKey: string | undefined): Mapped<Target>;
  /** Inserts or updates by key. Never throws for a vendor's answer; the report says what became of each record. */
  post(records: readonly Target[], side: Entity): Promise<UpsertReport<Target>>;
  /** Makes links of records of its own entity and removes former ones, after the records. Safe to repeat. */
  postLinks?(links: readonly Link[]): Promise<UpsertReport<Link>>;
  /** What OutSmart holds. One OutSmart call for each side. */
  listStored(): Promise<FindStored>;
  /**
   * Makes OutSmart stop offering a record: set inactive where OutSmart can, deleted where the settings say so. Safe to
   * repeat.
   *
   * @returns `kept` when neither is possible
   */
  withdraw(key: string, side: Entity): Promise<'withdrawn' | 'kept'>;
}

/** Declares how an entity is imported for one connection. */
export type DeclareEntity<Source extends SourceRecord = SourceRecord, Target extends object = object> = (
  vendors: VendorClients,
  connection: Connection,
) => EntityImport<Source, Target>;
