import type { SourceRecord } from '../declaration/entity-import.ts';
import { type MappedItem, isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';

/** A record whose parent nobody has read yet. */
export interface Orphan {
  readonly easybillId: number;
  readonly parentId: number;
}

/** Records as the mapping makes them, and those that have to wait for their parent. */
export interface MappedSources {
  readonly items: readonly MappedItem[];
  readonly orphans: readonly Orphan[];
}

/**
 * Maps records, each with the key its parent has at OutSmart. Without its parent a contact person cannot be written,
 * so it is left out; others are written without the link.
 *
 * @param known parents that were read already
 */
export async function mapSources(
  session: ImportSession,
  sources: readonly SourceRecord[],
  known?: ReadonlyMap<number, Mapping>,
): Promise<MappedSources> {
  const { declaration } = session;
  const { parent, reading } = declaration;
  const isNested = reading.by === 'parent';
  const parentIds = sources.flatMap((source) => parent?.idOf(source) ?? []);
  const parents = known ?? (await readParents(session, parentIds));
  const items: MappedItem[] = [];
  const orphans: Orphan[] = [];
  for (const source of sources) {
    const parentId = parent?.idOf(source);
    const found = parentId === undefined ? undefined : parents.get(parentId);
    if (parentId !== undefined && !found) orphans.push({ easybillId: source.id, parentId });
    if (isNested && !found) continue;
    const mapped = declaration.map(source, isHeld(found) ? found?.outsmartKey : undefined);
    items.push({ easybillId: source.id, mapped, ...(isNested && { parentId }) });
  }
  return { items, orphans };
}

/** One query for all: parents of one page are few, or lie close together. */
async function readParents(
  { parents }: ImportSession,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Mapping>> {
  if (!parents || ids.length === 0) return new Map();
  const lowest = ids.reduce((a, b) => Math.min(a, b));
  const highest = ids.reduce((a, b) => Math.max(a, b));
  return parents.range(lowest, highest);
}
