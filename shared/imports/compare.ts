import { contentHash } from './content-hash.ts';
import type { EntityImport, Mapped, OutOfScopeReason, SkipReason } from './entity-import.ts';
import type { Mapping } from './mapping-store.ts';

/** What has to happen to one record that was read at easybill. `previous` is what we know of it. */
export type Comparison<Target> =
  | { readonly kind: 'unchanged'; readonly previous: Mapping }
  | {
      readonly kind: 'write';
      readonly easybillId: number;
      readonly key: string;
      readonly record: Target;
      readonly hash: string;
      readonly previous: Mapping | undefined;
    }
  | {
      readonly kind: 'skip';
      readonly easybillId: number;
      readonly reason: Exclude<SkipReason, OutOfScopeReason>;
      readonly fields: readonly string[];
      readonly previous: Mapping | undefined;
    }
  | { readonly kind: 'outOfScope'; readonly easybillId: number; readonly previous: Mapping | undefined };

/** What OutSmart holds, by key: compared too when a run verifies. */
export type StoredRecords = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Compares a record as easybill has it with what was last written to OutSmart. Pure; the hash is keyed by connection. */
export function compare<Source extends { readonly id: number }, Target extends object>(
  declaration: Pick<EntityImport<Source, Target>, 'map'>,
  connectionId: string,
  source: Source,
  previous: Mapping | undefined,
  stored?: StoredRecords,
): Comparison<Target> {
  const mapped = declaration.map(source);
  const easybillId = source.id;
  if (mapped.outcome === 'skipped') {
    const { reason, fields } = mapped;
    return reason === 'archived' || reason === 'outsideGroups'
      ? { kind: 'outOfScope', easybillId, previous }
      : { kind: 'skip', easybillId, reason, fields, previous };
  }
  const { key, record } = mapped;
  const hash = contentHash(connectionId, record);
  const asWritten = isHeld(previous) && previous?.hash === hash && previous.outsmartKey === key;
  return previous && asWritten && (!stored || isStored(record, stored.get(key)))
    ? { kind: 'unchanged', previous }
    : { kind: 'write', easybillId, key, record, hash, previous };
}

/** Whether a record is not imported by choice: archived, or outside the chosen groups. */
export function isOutOfScope(mapped: Mapped<unknown>): boolean {
  return mapped.outcome === 'skipped' && (mapped.reason === 'archived' || mapped.reason === 'outsideGroups');
}

/** Whether OutSmart offers a record because of us. */
export function isHeld(mapping: Mapping | undefined): boolean {
  return mapping?.outsmartKey !== undefined && mapping.withdrawn === undefined;
}

/**
 * Whether OutSmart holds every field as it was written. OutSmart answers with texts throughout, and with `""` or null
 * for empty; a field it does not return cannot be compared.
 */
function isStored(record: object, stored: Readonly<Record<string, unknown>> | undefined): boolean {
  if (!stored) return false;
  return Object.entries(record).every(
    ([field, value]) => !(field in stored) || asText(value) === asText(stored[field]),
  );
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
