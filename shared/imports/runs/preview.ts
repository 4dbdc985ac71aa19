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
import { addCounts, noCounts, type RunCounts } from '../../records/counts.ts';

/** What a run would do with records, without doing it. */
export interface Preview {
  readonly counts: RunCounts;
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
  let counts = noCounts();
  const rows: PreviewRow[] = [];
  for (const item of items) {
    const { easybillId, mapped } = item;
    const compared = compare({ connectionId, entity }, item, mappings.get(easybillId));
    let owner = easybillId;
    if (isWrite(compared)) {
      const name = nameOf(entity, compared);
      const isOwn = compared.previous?.outsmartKey === compared.key;
      owner = takenBy.get(name) ?? (isOwn ? undefined : await store.ownerOf(compared.key)) ?? easybillId;
      if (owner === easybillId) takenBy.set(name, easybillId);
    }
    const row =
      owner === easybillId
        ? rowOf(entity, compared, mapped, easybillId, stored)
        : duplicateRow(entity, easybillId);
    counts = addCounts(counts, { ...noCounts(), seen: 1, [row ? COUNTED_AS[row.action] : 'unchanged']: 1 });
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

type Write = Extract<Comparison, { kind: 'write' | 'hand' }>;

function isWrite(compared: Comparison): compared is Write {
  return compared.kind === 'write' || compared.kind === 'hand';
}

function nameOf(entity: Entity, compared: Write): string {
  return `${sideIn(entity, compared)} ${compared.key.toLowerCase()}`;
}

function sideIn(entity: Entity, compared: Write): Entity {
  return compared.kind === 'hand' ? compared.to : entity;
}

function rowOf(
  entity: Entity,
  compared: Comparison,
  mapped: Mapped,
  easybillId: number,
  stored: FindStored,
): PreviewRow | undefined {
  if (compared.kind === 'unchanged') return undefined;
  if (isWrite(compared)) {
    const { key, record, previous } = compared;
    const side = sideIn(entity, compared);
    const found = stored(side, key);
    const isOurs = isHeld(previous) && previous?.unconfirmed === undefined;
    const fields = found ? differingFields(record, found) : [];
    return { entity: side, easybillId, key, action: isOurs ? 'update' : found ? 'adopt' : 'create', fields };
  }
  if (mapped.outcome !== 'skipped') {
    return { entity, easybillId, action: 'skip', reason: 'switchedOff', fields: [] };
  }
  const { reason, fields, key, side = entity } = mapped;
  const isWithdrawn = compared.kind === 'outOfScope' && isHeld(compared.previous);
  return {
    entity: side,
    easybillId,
    key,
    action: isWithdrawn ? 'withdraw' : 'skip',
    reason,
    fields: [...fields],
  };
}
