import type { MappedItem, Handed } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import type { HandedPart, RunNotes } from '../stores/run-notes.ts';
import { upsert } from './upsert.ts';

/** As many records as go into one message: 100 of the longest are half of what SQS takes. */
const RECORDS_PER_MESSAGE = 100;

/** The page of a run that waits to hear what became of the records. */
export interface HandingPage {
  readonly notes: RunNotes;
  readonly runId: string;
  /** Begins the names of its parts. */
  readonly page: string;
  /** Parts that were handed on before the page had to be begun again. */
  readonly earlier: readonly HandedPart[];
}

/**
 * Hands changed records, mapped, to the worker of their side, which writes them.
 *
 * Each mapping keeps the time of the read as a token, and loses its hash. Who writes such a record finds its token
 * still there; if not, a newer read has handed it on or written it, and the older copy is dropped. If the message is
 * lost, the missing hash has the record handed on again.
 */
export async function handOver(
  session: ImportSession,
  changes: readonly Handed[],
  readAt: number,
  run?: HandingPage,
): Promise<void> {
  for (let start = 0; start < changes.length; start += RECORDS_PER_MESSAGE) {
    const chunk = changes.slice(start, start + RECORDS_PER_MESSAGE);
    const [first] = chunk;
    if (!first) return;
    const handed = { to: first.to, ids: chunk.map(({ easybillId }) => easybillId), readAt };
    const part = run && { ...handed, part: `${run.page}${run.earlier.length + start}` };
    if (run && part) await run.notes.putHanded(session.connectionId, run.runId, part.part, part);
    await give(session, chunk, handed, run && part && { runId: run.runId, part: part.part });
  }
}

/**
 * Hands on again what a page handed on before it had to be begun again, unless that was reported: nobody knows how far
 * it came. The tokens stay, so that no copy is counted twice.
 */
export async function handAgain(
  session: ImportSession,
  items: readonly MappedItem[],
  mappings: ReadonlyMap<number, Mapping>,
  { runId, earlier }: HandingPage,
): Promise<void> {
  if (earlier.length === 0) return;
  const { toHand } = await upsert(session, items, mappings);
  for (const part of earlier) {
    if (part.counts) continue;
    const chunk = toHand.filter(({ easybillId }) => part.ids.includes(easybillId));
    await give(session, chunk, part, { runId, part: part.part });
  }
}

async function give(
  { connectionId, mappings, send, now }: ImportSession,
  chunk: readonly Handed[],
  { to, readAt }: Pick<HandedPart, 'to' | 'readAt'>,
  report: { readonly runId: string; readonly part: string } | undefined,
): Promise<void> {
  await mappings.put(
    chunk.map(({ easybillId, previous }) => ({
      ...previous,
      easybillId,
      hash: undefined,
      handedAt: readAt,
      readAt: report ? previous?.readAt : readAt,
    })),
  );
  const records = chunk.map(({ easybillId, key, record, facts }) => ({ easybillId, key, record, facts }));
  const envelope = { connectionId, entity: to, firstQueuedAt: now(), hops: 0 };
  await send({ type: 'handed', ...envelope, records, readAt, report });
}
