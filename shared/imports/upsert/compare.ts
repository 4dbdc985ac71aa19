import { laneOf, type Entity } from '../../records/entity.ts';
import { contentHash } from '../../records/content-hash.ts';
import type { FindStored, StoredRecord } from '../declaration/entity-import.ts';
import type { Mapped, OutOfScopeReason, SkipReason } from '../../records/mapped.ts';
import { sameFacts, type Facts } from '../../records/facts.ts';
import type { Mapping } from '../../mappings/mapping.ts';

/** A record that was read at easybill and mapped. */
export interface MappedItem {
  readonly easybillId: number;
  readonly parentId?: number | undefined;
  readonly mapped: Mapped;
}

/** What has to happen to one record that was read at easybill. */
export type Comparison = {
  readonly easybillId: number;
  readonly parentId: number | undefined;
  /** What it is at OutSmart. */
  readonly side: Entity;
  /** What we know of it. */
  readonly previous: Mapping | undefined;
} & (
  | { readonly kind: 'unchanged'; readonly previous: Mapping; readonly facts: Facts | undefined }
  | {
      readonly kind: 'write';
      readonly key: string;
      readonly facts: Facts | undefined;
      readonly record: object;
      readonly hash: string;
      readonly link: string | undefined;
    }
  | {
      readonly kind: 'skip';
      readonly reason: Exclude<SkipReason, OutOfScopeReason>;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'outOfScope' }
  | { readonly kind: 'ignored' }
);

/** A changed record, ready to be written. */
export type Change = Extract<Comparison, { kind: 'write' }> & {
  /** Categories that OutSmart's record may be in since another one had the key, or this one before it was withdrawn. */
  readonly formerLinks?: readonly string[] | undefined;
};
/** A record that cannot be written as it is. */
export type Skip = Extract<Comparison, { kind: 'skip' }>;

/** Who compares. */
export interface ComparedBy {
  readonly connectionId: string;
  readonly entity: Entity;
  /** Set when what OutSmart holds is compared too, as a run that verifies does. */
  readonly stored?: FindStored | undefined;
}

/** Compares a record as easybill has it with what was last written to OutSmart. Pure; the hash is keyed by connection. */
export function compare(
  { connectionId, entity, stored }: ComparedBy,
  { easybillId, parentId, mapped }: MappedItem,
  previous: Mapping | undefined,
): Comparison {
  const { side = entity } = mapped;
  const base = { easybillId, parentId, side, previous };
  if (mapped.outcome === 'ignored') return { kind: 'ignored', ...base };
  if (mapped.outcome === 'skipped') {
    const { reason, fields } = mapped;
    return isOutOfScopeReason(reason)
      ? { kind: 'outOfScope', ...base }
      : { kind: 'skip', ...base, reason, fields };
  }
  const { key, record, facts, link } = mapped;
  const hash = contentHash(connectionId, record);
  const isAsWritten =
    previous !== undefined &&
    isHeld(previous) &&
    previous.hash === hash &&
    previous.outsmartKey === key &&
    sideOf(previous, entity) === side &&
    previous.link === link &&
    previous.looseLinks === undefined;
  return isAsWritten && (!stored || isStored(record, stored(side, key)))
    ? { kind: 'unchanged', ...base, previous, facts }
    : { kind: 'write', ...base, key, facts, record, hash, link };
}

/** Whether facts that OutSmart does not hold have changed. */
export function hasNewFacts({ previous, facts }: { previous: Mapping; facts: Facts | undefined }): boolean {
  return !sameFacts(previous.facts, facts);
}

/** Whether a record is not imported by choice, such as an archived one. */
export function isOutOfScope(mapped: Mapped): boolean {
  return mapped.outcome === 'skipped' && isOutOfScopeReason(mapped.reason);
}

/** Whether OutSmart offers a record because of us. */
export function isHeld(mapping: Mapping | undefined): boolean {
  return mapping?.outsmartKey !== undefined && mapping.withdrawn === undefined;
}

/** What a record is at OutSmart. */
export function sideOf({ side }: Mapping, entity: Entity): Entity {
  return side ?? laneOf(entity);
}

/**
 * Whether OutSmart holds every field as it was written. OutSmart answers with texts throughout, and with `""` or null
 * for empty; a field it does not return cannot be compared.
 */
export function isStored(record: object, stored: StoredRecord | undefined): boolean {
  return stored !== undefined && differingFields(record, stored).length === 0;
}

/** Names of the fields that OutSmart holds otherwise. */
export function differingFields(record: object, stored: StoredRecord): string[] {
  return Object.entries(record)
    .filter(([field, value]) => field in stored && asText(value) !== asText(stored[field]))
    .map(([field]) => field);
}

function isOutOfScopeReason(reason: SkipReason): reason is OutOfScopeReason {
  return reason in OUT_OF_SCOPE;
}

const OUT_OF_SCOPE: Readonly<Record<OutOfScopeReason, true>> = {
  archived: true,
  outsideGroups: true,
  noSide: true,
  parentNotImported: true,
};

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
