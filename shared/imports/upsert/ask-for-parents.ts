import type { RecordMessage } from '../../messages/import-message.ts';
import type { ImportSession } from './import-session.ts';
import type { Orphan } from './map-sources.ts';

const FIRST_WAIT_SECONDS = 10;
/** After five minutes in all the parent is not going to come by itself; a run brings both. */
const MOST_TRIES = 5;
/** A page full of orphans is left to the next run, which has their parents by then. */
const MOST_OF_A_RUN = 100;

/**
 * Has the missing parents of records read and written by their own worker, and the records read again after that.
 *
 * @param asked the message of the one record, when it is not a run that met them
 * @returns whether some are left to the next run
 */
export async function askForParents(
  session: ImportSession,
  orphans: readonly Orphan[],
  asked?: RecordMessage,
): Promise<boolean> {
  const { connectionId, declaration, send, now } = session;
  const { parent, entity } = declaration;
  const isNested = declaration.reading.by === 'parent';
  const tries = asked?.parentTries ?? 0;
  if (!parent || orphans.length === 0 || tries >= MOST_TRIES) return false;
  const state = (await session.entityStates.list(connectionId)).find((one) => one.entity === parent.entity);
  // The first run of the parents brings them all, and flags the children to be read again.
  if (state?.blockedSince !== undefined || (!asked && state?.lastCompleteAt === undefined)) return false;

  const envelope = { type: 'record', connectionId, source: 'child', firstQueuedAt: now(), hops: 0 } as const;
  const taken = orphans.slice(0, MOST_OF_A_RUN);
  for (const parentId of new Set(taken.map((orphan) => orphan.parentId))) {
    await send({ ...envelope, entity: parent.entity, easybillId: parentId });
  }
  for (const { easybillId, parentId } of taken) {
    const again = { ...envelope, entity, easybillId, parentTries: tries + 1 };
    const message = isNested ? { ...again, parentId } : again;
    await send(message, FIRST_WAIT_SECONDS * 2 ** tries);
  }
  return orphans.length > taken.length;
}
