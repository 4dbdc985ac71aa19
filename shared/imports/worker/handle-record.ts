import type { RecordMessage } from '../../messages/import-message.ts';
import { askForParents } from '../upsert/ask-for-parents.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { noteProblems } from '../upsert/note-problem.ts';
import { withSession } from './open-session.ts';
import { sendAgain } from './send-again.ts';
import { handleFailure } from './handle-failure.ts';
import { syncRecord, whenToRead } from '../upsert/sync-record.ts';
import type { Work } from './work.ts';

/** A record that easybill does not know although it said that it was made or changed is read again after this. */
const ABSENT_WAIT_SECONDS = 300;

/** Follows a hint: reads the record once, unless a later read has answered it, and writes what differs. */
export async function handleRecord(work: Work, message: RecordMessage): Promise<void> {
  const { services, lease, lane } = work;
  const { connectionId, entity, easybillId } = message;
  if (lease.state.blockedSince !== undefined) {
    // easybill refuses this entity. A run finds out when that is over, and reads everything.
    await services.entityStates.markDirty(connectionId, lane, services.now());
    return;
  }
  const mappings = services.mappings(connectionId, entity, lease.fence);
  const mapping = await mappings.get(easybillId, message.parentId);
  const now = services.now();
  const readableAt = whenToRead(message.firstQueuedAt, mapping?.readAt, now);
  if (readableAt === 'served') return;
  if (readableAt > now) {
    await sendAgain(services, message, { seconds: (readableAt - now) / 1000 });
    return;
  }

  await withSession(work, { priority: 'interactive', reservation: message.reservation }, async (session) => {
    try {
      if (!session.hasTime()) await sendAgain(services, message, { seconds: 1 });
      else await follow(work, session, message, mapping);
    } catch (error) {
      const { wait, problem } = { problem: undefined, ...(await handleFailure(work, message, error)) };
      if (wait) await sendAgain(services, message, wait);
      if (!problem) return;
      const { parentId } = message;
      const previous = await mappings.get(easybillId, parentId);
      await noteProblems(session, [{ easybillId, parentId, previous, activity: problem }], now);
    }
  });
}

async function follow(
  work: Work,
  session: ImportSession,
  message: RecordMessage,
  mapping: Mapping | undefined,
): Promise<void> {
  const { services, lane, lease } = work;
  const { connectionId, easybillId, parentId = mapping?.parentId } = message;
  if (session.declaration.reading.by === 'parent') {
    if (parentId === undefined) {
      // Only a list of all customers would say whose it is. The next run goes through them.
      await services.entityStates.markDirty(connectionId, lane, services.now());
      return;
    }
    if (!(await session.parents?.get(parentId))) {
      await askForParents(session, [{ easybillId, parentId }], message);
      return;
    }
  }
  // easybill said that it is there: one 404 may be a server that has not heard of it yet.
  const isSaidToBe = message.change === 'create' || message.change === 'update';
  const ifGone = isSaidToBe && !message.wasAbsent ? 'leave' : 'withdraw';
  const options = { isFirst: lease.state.lastCompleteAt === undefined, ifGone } as const;
  const result = await syncRecord(session, easybillId, mapping, parentId, options);
  const { unfinished, left, orphans, isAbsent, isUnknown } = result;
  if (isAbsent) {
    await sendAgain(services, { ...message, wasAbsent: true }, { seconds: ABSENT_WAIT_SECONDS });
    return;
  }
  if (isUnknown && message.source === 'manual') {
    const { entity } = message;
    await services.activity.add(connectionId, [{ code: 'recordUnknown', entity, easybillId }]);
  }
  if (unfinished) throw unfinished.failure ?? new Error('a record was left unfinished without a cause');
  await askForParents(session, orphans, message);
  if (!left.isLeft) return;
  // The record itself is up to date, so this hint is served; the next run does what is left.
  await services.entityStates.markDirty(connectionId, lane, services.now());
  if (left.failure) await handleFailure(work, message, left.failure);
}
