import type { Entity } from '../../records/entity.ts';
import {
  compare,
  differingFields,
  isHeld,
  sideOf,
  type Comparison,
  type MappedItem,
} from '../upsert/compare.ts';
import type { FindStored } from '../declaration/entity-import.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import type { PreviewRow } from '../stores/report-store.ts';
import { count, type EntityCounts, type RunCounts } from '../../records/counts.ts';

/** What a run would do with records, without doing it. */
export interface Preview {
  readonly counts: EntityCounts;
  /** Records that nothing would happen to are counted only. */
  readonly rows: readonly PreviewRow[];
}

/**
 * Compares records with what was written and with what OutSmart holds. Calls nobody and stores nothing. Of several
 * records of a page with one number the first is the one that would be written, unless another one has been.
 */
export async function preview(
  { connectionId, declaration: { entity }, mappings: store }: ImportSession,
  items: readonly MappedItem[],
  mappings: ReadonlyMap<number, Mapping>,
  stored: FindStored,
): Promise<Preview> {
  const takenBy = new Map<string, number>();
  let counts: EntityCounts = {};
  const rows: PreviewRow[] = [];
  for (const item of items) {
    const { easybillId, mapped } = item;
    const compared = compare({ connectionId, entity }, item, mappings.get(easybillId));
    let owner = easybillId;
    if (compared.kind === 'write') {
      const name = `${compared.side} ${compared.key.toLowerCase()}`;
      const isOwn = compared.previous?.outsmartKey === compared.key;
      owner = takenBy.get(name) ?? (isOwn ? undefined : await store.ownerOf(compared.key)) ?? easybillId;
      if (owner === easybillId) takenBy.set(name, easybillId);
    }
    const row =
      owner === easybillId ? rowOf(compared, mapped, stored) : duplicateRow(compared.side, easybillId);
    counts = count(counts, compared.side, { seen: 1, [row ? COUNTED_AS[row.action] : 'unchanged']: 1 });
    if (row) rows.push(row);
  }
  return { counts, rows };
}

/** What would happen to records that OutSmart holds because of us and easybill no longer lists. */
export function previewAbsent(
  entity: Entity,
  absent: readonly number[],
  mappings: ReadonlyMap<number, Mapping>,
): PreviewRow[] {
  return absent.map((easybillId) => {
    const mapping = mappings.get(easybillId);
    const side = mapping ? sideOf(mapping, entity) : entity;
    return {
      entity: side,
      easybillId,
      key: mapping?.outsmartKey,
      action: 'withdraw',
      reason: 'gone',
      fields: [],
    };
  });
}

function duplicateRow(entity: Entity, easybillId: number): PreviewRow {
  return { entity, easybillId, action: 'skip', reason: 'duplicateNumber', fields: [] };
}

const COUNTED_AS = {
  create: 'created',
  adopt: 'updated',
  update: 'updated',
  skip: 'skipped',
  withdraw: 'skipped',
} as const satisfies Record<PreviewRow['action'], keyof RunCounts>;

function rowOf(compared: Comparison, mapped: Mapped, stored: FindStored): PreviewRow | undefined {
  const { kind, side: entity, easybillId, previous } = compared;
  if (kind === 'unchanged') return undefined;
  if (kind === 'write') {
    const { key, record } = compared;
    const found = stored(entity, key);
    const isOurs = isHeld(previous) && previous?.unconfirmed === undefined;
    const fields = found ? differingFields(record, found) : [];
    return { entity, easybillId, key, action: isOurs ? 'update' : found ? 'adopt' : 'create', fields };
  }
  if (mapped.outcome !== 'skipped') {
    return { entity, easybillId, action: 'skip', reason: 'switchedOff', fields: [] };
  }
  const { reason, fields, key } = mapped;
  const row = { easybillId, key, reason, fields: [...fields] };
  return kind === 'outOfScope' && previous && isHeld(previous)
    ? { entity: sideOf(previous, entity), action: 'withdraw', ...row }
    : { entity, action: 'skip', ...row };
}
