import type { Change } from './compare.ts';
import type { ImportSession } from './import-session.ts';

/** Each costs a read at easybill; where more have to follow, a run reads them with one call for each parent. */
const MOST_HINTS = 100;

/**
 * Has the children of records that OutSmart holds under another key now written again, since they name it: contact
 * persons follow their customer. Asked before the hash of the record is stored, so that stopping in between loses nothing.
 */
export async function askForChildren(session: ImportSession, written: readonly Change[]): Promise<void> {
  const { connectionId, declaration, children, entityStates, send, now } = session;
  const entity = declaration.children;
  if (entity === undefined || !children) return;
  let hints = 0;
  for (const { easybillId: parentId } of written.filter(hasMoved)) {
    const ids = [...(await children.range(parentId, parentId)).keys()];
    hints += ids.length;
    if (hints > MOST_HINTS) {
      await entityStates.markDirty(connectionId, entity, now());
      return;
    }
    const envelope = { type: 'record', connectionId, entity, firstQueuedAt: now(), hops: 0 } as const;
    for (const easybillId of ids) await send({ ...envelope, easybillId, parentId, source: 'child' });
  }
}

/** Without a hash the last write is not certain, and may have been the move. */
function hasMoved({ key, previous }: Change): boolean {
  return previous !== undefined && (previous.outsmartKey !== key || previous.hash === undefined);
}
