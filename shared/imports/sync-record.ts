import { isOutOfScope } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from './mapping-store.ts';
import { noCounts } from './run.ts';
import { upsert, type UpsertResult } from './upsert.ts';
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

/**
 * Brings one record of OutSmart to what easybill has now: one easybill call. Gone (404), archived or out of the chosen
 * groups means withdrawn. Used for webhooks, records by hand and for confirming what a run did not see.
 */
export async function syncRecord<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  easybillId: number,
  mapping: Mapping | undefined,
): Promise<UpsertResult> {
  const readAt = session.now();
  const source = await session.declaration.get(easybillId);
  const known: Mapping = mapping ?? { easybillId };
  if (!source) return withdrawn(await withdraw(session, known, readAt));
  const result = await upsert(session, [source], new Map(mapping && [[easybillId, mapping]]), { readAt });
  const isOut = isOutOfScope(session.declaration.map(source));
  return isOut ? withdrawn(await withdraw(session, known, readAt)) : result;
}

function withdrawn(outcome: 'withdrawn' | 'notHeld' | 'rejected'): UpsertResult {
  const counts = {
    ...noCounts(),
    withdrawn: outcome === 'withdrawn' ? 1 : 0,
    failed: outcome === 'rejected' ? 1 : 0,
  };
  return {
    counts,
    problems: outcome === 'rejected' ? { recordRejected: 1 } : {},
    outOfScope: [],
    left: { isLeft: false, failure: undefined },
  };
}
