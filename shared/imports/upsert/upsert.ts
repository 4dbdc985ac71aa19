import {
  compare,
  hasNewFacts,
  isHeld,
  sideOf,
  type Change,
  type Comparison,
  type MappedItem,
} from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { noteHealed, noteSkipped, SKIP_CODES } from './note-problem.ts';
import {
  addEntityCounts,
  addProblems,
  count,
  countBy,
  totalOf,
  type RunCounts,
} from '../../records/counts.ts';
import type { Entity } from '../../records/entity.ts';
import { retireOldKeys, withdraw } from './withdraw.ts';
import type { UpsertOptions, UpsertResult } from './upsert-result.ts';
import { writeChanged } from './write-changed.ts';

/** As many records as go to OutSmart and are stored before the next are sent. */
const CHUNK = 200;

/**
 * The one path on which a record reaches OutSmart, whichever way it came in: compare with what was last written,
 * write only differences, store what was written. Only inside the lease.
 */
export async function upsert(
  session: ImportSession,
  items: readonly MappedItem[],
  previous: ReadonlyMap<number, Mapping>,
  { readAt, stored, verify = false }: UpsertOptions = {},
): Promise<UpsertResult> {
  // Finishes what an earlier change of numbers left undone, before any key moves again.
  const retired = await retireOldKeys(session, [...previous.values()]);
  const known = new Map(retired.mappings.map((mapping) => [mapping.easybillId, mapping]));
  const { connectionId, declaration } = session;
  const comparedBy = { connectionId, entity: declaration.entity, stored: verify ? stored : undefined };
  const compared = items.map((item) => compare(comparedBy, item, known.get(item.easybillId)));
  const unchanged = compared.filter((one) => one.kind === 'unchanged');
  await storeUnchanged(session, unchanged, readAt);

  const skipped = compared.filter((one) => one.kind === 'skip');
  await noteSkipped(session, skipped, readAt);
  const outOfScope = compared.filter(({ kind, previous: known }) => kind === 'outOfScope' && isHeld(known));

  let result: UpsertResult = {
    counts: compared.reduce((counts, { side, kind }) => count(counts, side, COUNTED_AS[kind]), {}),
    problems: countBy(skipped.map(({ reason }) => SKIP_CODES[reason])),
    outOfScope: outOfScope.map(({ easybillId }) => easybillId),
    left: { isLeft: retired.isLeft, failure: retired.failure },
  };
  const mappedOf = new Map(items.map(({ easybillId, mapped }) => [easybillId, mapped]));
  // Given way without having got on, the page would begin with the same batch for as long as hints come.
  let hasWritten = false;
  for (const [side, chunk] of chunksOf(compared.filter((one) => one.kind === 'write'))) {
    if (result.unfinished) break;
    if (!session.hasTime() || (hasWritten && !verify && (await shouldYieldNow(session)))) {
      return { ...result, unfinished: { failure: undefined } };
    }
    const moved = await leaveOtherSide(session, chunk, readAt);
    const written = await writeChanged(session, side, moved, mappedOf, { readAt, stored });
    const { created, updated } = totalOf(written.counts);
    hasWritten = created + updated > 0;
    result = addResults(result, written);
    const stuck = chunk.length - moved.length;
    if (stuck > 0) {
      const counts = count(result.counts, side, { failed: stuck });
      result = { ...result, counts, problems: addProblems(result.problems, { recordRejected: stuck }) };
    }
  }
  return result;
}

const SKIPPED = { seen: 1, skipped: 1 };
/** What is written is counted once it is. */
const COUNTED_AS = {
  unchanged: { seen: 1, unchanged: 1 },
  write: { seen: 1 },
  skip: SKIPPED,
  outOfScope: SKIPPED,
  ignored: SKIPPED,
} as const satisfies Record<Comparison['kind'], Partial<RunCounts>>;

/** Of one side each, since OutSmart takes them at different addresses. */
function* chunksOf(changes: readonly Change[]): Generator<[Entity, Change[]]> {
  for (const [side, ofSide] of Map.groupBy(changes, (change) => change.side)) {
    for (let start = 0; start < ofSide.length; start += CHUNK)
      yield [side, ofSide.slice(start, start + CHUNK)];
  }
}

/**
 * Whether what is left makes room for work that waits. A page is read again with one call; the lists of many parents
 * would cost one each, more than their few changes take.
 */
async function shouldYieldNow({ declaration, shouldYield }: ImportSession): Promise<boolean> {
  return declaration.reading.by !== 'parent' && (await shouldYield());
}

/** A problem that is gone without a difference to what OutSmart holds is healed by forgetting it. */
async function storeUnchanged(
  session: ImportSession,
  unchanged: readonly Extract<Comparison, { kind: 'unchanged' }>[],
  readAt: number | undefined,
): Promise<void> {
  await noteHealed(
    session,
    unchanged.map(({ previous }) => previous),
  );
  await session.mappings.put(
    unchanged
      .filter((one) => one.previous.problem !== undefined || readAt !== undefined || hasNewFacts(one))
      .map(({ previous, facts }) => ({
        ...previous,
        facts,
        problem: undefined,
        readAt: readAt ?? previous.readAt,
      })),
  );
}

/**
 * A record that was something else at OutSmart until now is withdrawn there before it is written here.
 *
 * @returns the changes that can be written; the others keep a problem, since OutSmart refused to withdraw them
 */
async function leaveOtherSide(
  session: ImportSession,
  changes: readonly Change[],
  readAt: number | undefined,
): Promise<Change[]> {
  const moved: Change[] = [];
  for (const change of changes) {
    const { previous, easybillId, parentId, side } = change;
    if (!previous || !isHeld(previous) || sideOf(previous, session.declaration.entity) === side) {
      moved.push(change);
      continue;
    }
    // A record of the other side, which was written before, may have taken its key.
    const known = await session.mappings.get(easybillId, parentId);
    const isWithdrawn = !known || !isHeld(known);
    const outcome = isWithdrawn ? 'notHeld' : await withdraw(session, known, readAt ?? known.readAt);
    if (outcome !== 'rejected') {
      moved.push({ ...change, previous: await session.mappings.get(easybillId, parentId) });
    }
  }
  return moved;
}

function addResults(a: UpsertResult, b: Omit<UpsertResult, 'outOfScope'>): UpsertResult {
  return {
    ...a,
    counts: addEntityCounts(a.counts, b.counts),
    problems: addProblems(a.problems, b.problems),
    left: { isLeft: a.left.isLeft || b.left.isLeft, failure: a.left.failure ?? b.left.failure },
    ...(b.unfinished && { unfinished: b.unfinished }),
  };
}
