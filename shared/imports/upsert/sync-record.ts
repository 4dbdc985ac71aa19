import { isOutOfScope, sideOf, type MappedItem } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import { mapSources, type Orphan } from './map-sources.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { count } from '../../records/counts.ts';
import { upsert } from './upsert.ts';
import type { UpsertResult } from './upsert-result.ts';
import { withdraw } from './withdraw.ts';

/** A hint sent this long before a read began is answered by that read, whatever the vendor's replicas do. */
const SERVED_AFTER_MS = 2_000;
/** A record that was read this recently waits, so that a storm of hints for it costs few reads. */
const QUIET_MS = 5_000;

/**
 * Whether a hint still has to be followed: `served` when a later read has answered it, else from when on to read the
 * record. Times in epoch milliseconds.
 */
export function whenToRead(hintedAt: number, readAt: number | undefined, now: number): 'served' | number {
  if (readAt === undefined) return now;
  if (readAt - hintedAt > SERVED_AFTER_MS) return 'served';
  return Math.max(now, readAt + QUIET_MS);
}

/** What became of a record, and of the parent it may lack. */
export interface SyncResult extends UpsertResult {
  readonly orphans: readonly Orphan[];
  /** Set when easybill does not know the record, and that is not taken for granted: nothing was done. */
  readonly isAbsent?: true;
  /** Set when easybill has no such record, and no import ever saw one. */
  readonly isUnknown?: true;
}

/**
 * Brings one record of OutSmart to what easybill has now: one easybill call. Gone (404), archived or out of the chosen
 * groups means withdrawn. Used for webhooks, records by hand and for confirming what a run did not see.
 *
 * @param options.isFirst whether no run was complete before: an hour type that OutSmart holds already is adopted
 * @param options.ifGone whether a 404 is enough to withdraw it
 */
export async function syncRecord(
  session: ImportSession,
  easybillId: number,
  mapping: Mapping | undefined,
  parentId = mapping?.parentId,
  {
    isFirst = false,
    ifGone = 'withdraw',
  }: { readonly isFirst?: boolean; readonly ifGone?: 'withdraw' | 'leave' } = {},
): Promise<SyncResult> {
  const readAt = session.now();
  const { declaration } = session;
  const source = await declaration.get(easybillId, parentId);
  const known: Mapping = mapping ?? { easybillId, parentId };
  if (!source && ifGone === 'leave') return { ...NOTHING_DONE, isAbsent: true };
  if (!source) {
    const withdrawn = await withdrawIfOurs(session, known, readAt);
    return mapping ? withdrawn : { ...withdrawn, isUnknown: true };
  }
  const { items, orphans } = await mapSources(session, [source]);
  const isNew = items.some((item) => isNewHourType(item, mapping));
  const stored = isFirst && isNew ? await declaration.listStored() : undefined;
  const result = await upsert(session, items, new Map(mapping && [[easybillId, mapping]]), {
    readAt,
    stored,
  });
  const isOut = items.some(({ mapped }) => isOutOfScope(mapped));
  return isOut ? withdrawIfOurs(session, known, readAt) : { ...result, orphans };
}

function isNewHourType({ mapped }: MappedItem, mapping: Mapping | undefined): boolean {
  const isHourType = mapped.outcome === 'mapped' && mapped.side === 'hourType';
  return isHourType && (mapping?.hash === undefined || mapping.side !== mapped.side);
}

const NOTHING_DONE: SyncResult = {
  counts: {},
  problems: {},
  outOfScope: [],
  orphans: [],
  left: { isLeft: false, failure: undefined },
};

/** What the user does not import is left alone, whatever OutSmart has of it. */
async function withdrawIfOurs(session: ImportSession, mapping: Mapping, readAt: number): Promise<SyncResult> {
  const { entity, sides } = session.declaration;
  const isOurs = !sides || sides.includes(sideOf(mapping, entity));
  const outcome = isOurs ? await withdraw(session, mapping, readAt) : 'notHeld';
  return {
    ...NOTHING_DONE,
    counts: count({}, sideOf(mapping, entity), {
      withdrawn: outcome === 'withdrawn' ? 1 : 0,
      failed: outcome === 'rejected' ? 1 : 0,
    }),
    problems: outcome === 'rejected' ? { recordRejected: 1 } : {},
  };
}
