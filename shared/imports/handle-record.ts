import type { RecordMessage } from '../messages/import-message.ts';
import { noteProblems } from './note-problem.ts';
import { withSession } from './open-session.ts';
import { sendAgain } from './send-again.ts';
import { settleFailure } from './settle-failure.ts';
import { syncRecord, whenToRead } from './sync-record.ts';
import type { Work } from './work.ts';

/** Follows a hint: reads the record once, unless a later read has answered it, and writes what differs. */
export async function handleRecord<Source extends { readonly id: number }, Target extends object>(
  work: Work<Source, Target>,
  message: RecordMessage,
): Promise<void> {
  const { services, lease } = work;
  const { connectionId, entity, easybillId } = message;
  if (lease.state.blockedSince !== undefined) {
    // easybill refuses this entity. A run finds out when that is over, and reads everything.
    await services.entityStates.markDirty(connectionId, entity, services.now());
    return;
  }
  const mappings = services.mappings(connectionId, entity, lease.fence);
  const mapping = await mappings.get(easybillId);
  const now = services.now();
  const readableAt = whenToRead(message.firstQueuedAt, mapping?.readAt, now);
  if (readableAt === 'served') return;
  if (readableAt > now) {
    await sendAgain(services, message, { seconds: (readableAt - now) / 1000 });
    return;
  }

  await withSession(work, { priority: 'interactive', turn: message.turn }, async (session) => {
    try {
      if (!session.hasTime()) {
        await sendAgain(services, message, { seconds: 1 });
        return;
      }
      const { unfinished, left } = await syncRecord(session, easybillId, mapping);
      if (unfinished) throw unfinished.failure ?? new Error('a record was left unfinished without a cause');
      if (!left.isLeft) return;
      // The record itself is up to date, so this hint is served; the next run does the rest.
      await services.entityStates.markDirty(connectionId, entity, services.now());
      if (left.failure) await settleFailure(work, message, left.failure);
    } catch (error) {
      const { wait, problem } = { problem: undefined, ...(await settleFailure(work, message, error)) };
      if (wait) await sendAgain(services, message, wait);
      if (!problem) return;
      const previous = await mappings.get(easybillId);
      await noteProblems(session, [{ easybillId, previous, activity: problem }], now);
    }
  });
}
