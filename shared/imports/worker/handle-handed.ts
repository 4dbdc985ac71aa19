import pMap from 'p-map';
import type { HandedMessage } from '../../messages/import-message.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { withSession } from './open-session.ts';
import { addCounts, addProblems, noCounts } from '../../records/counts.ts';
import { sendAgain } from './send-again.ts';
import { handleFailure } from './handle-failure.ts';
import { upsert } from '../upsert/upsert.ts';
import type { UpsertResult } from '../upsert/upsert-result.ts';
import type { Work } from './work.ts';

const PARALLEL_READS = 25;

/**
 * Writes records that another worker has read and mapped, and reports to the run that waits for them. A record without
 * the token of the message was read again since: its newer copy counts, and this one is as good as unchanged.
 */
export async function handleHanded(work: Work, message: HandedMessage): Promise<void> {
  const { services } = work;
  const { connectionId, report } = message;
  const purpose = {
    priority: 'interactive',
    reservation: message.reservation,
    runId: report?.runId,
  } as const;
  await withSession(work, purpose, async (session) => {
    const mappings = await readMappings(session, message);
    let done = message.done ?? nothingDone(message.records.length - waiting(message, mappings).length);
    try {
      const result = await write(session, work, message, mappings);
      done = {
        counts: addCounts(done.counts, { ...result.counts, seen: 0 }),
        problems: addProblems(done.problems, result.problems),
      };
      const { unfinished, left } = result;
      const failure = unfinished?.failure ?? left.failure;
      const settlement = failure && (await handleFailure(work, message, failure));
      if (left.isLeft) await services.entityStates.markDirty(connectionId, work.lane, services.now());
      if (unfinished) {
        if (failure && !settlement?.wait) return;
        const records = waiting(message, await readMappings(session, message));
        await sendAgain(services, { ...message, records, done }, settlement?.wait ?? { seconds: 1 });
        return;
      }
    } catch (error) {
      const { wait } = await handleFailure(work, message, error);
      if (wait) await sendAgain(services, { ...message, done }, wait);
      return;
    }
    if (report) await services.runs.notes.reportHanded(connectionId, report, done);
  });
}

async function write(
  session: ImportSession,
  { lease }: Work,
  message: HandedMessage,
  mappings: ReadonlyMap<number, Mapping>,
): Promise<UpsertResult> {
  const { reading } = session.declaration;
  if (reading.by !== 'hand')
    throw new Error(`nobody hands records to the worker of ${session.declaration.entity}`);
  const { readAt, report } = message;
  const items = waiting(message, mappings).map(({ easybillId, key, record, facts }) => ({
    easybillId,
    mapped: { outcome: 'mapped', key, record: reading.schema.parse(record), facts } as const,
  }));
  const isFirst = lease.state.lastCompleteAt === undefined;
  const stored = isFirst && items.length > 0 ? await session.declaration.listStored() : undefined;
  // With those that are written already: a function that stopped after that may have left an old key to withdraw.
  return upsert(session, items, mappings, { readAt: report ? undefined : readAt, stored });
}

/** What is known of the records of the message. */
async function readMappings(
  session: ImportSession,
  { records }: HandedMessage,
): Promise<Map<number, Mapping>> {
  const mappings = await pMap(records, ({ easybillId }) => session.mappings.get(easybillId), {
    concurrency: PARALLEL_READS,
  });
  return new Map(mappings.flatMap((mapping) => (mapping ? [[mapping.easybillId, mapping]] : [])));
}

/** The records whose mappings still carry the token of the message. */
function waiting(
  { records, readAt }: HandedMessage,
  mappings: ReadonlyMap<number, Mapping>,
): HandedMessage['records'] {
  return records.filter(({ easybillId }) => mappings.get(easybillId)?.handedAt === readAt);
}

function nothingDone(dropped: number): NonNullable<HandedMessage['done']> {
  return { counts: { ...noCounts(), unchanged: dropped }, problems: {} };
}
