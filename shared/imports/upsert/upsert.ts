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
import { addCounts, addProblems, countBy, noCounts } from '../../records/counts.ts';
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
  const outOfScope = compared.filter((one) => one.kind === 'outOfScope');
  const ignored = compared.filter((one) => one.kind === 'ignored').length;

  let result: UpsertResult = {
    counts: {
      ...noCounts(),
      seen: items.length,
      unchanged: unchanged.length,
      skipped: skipped.length + outOfScope.length + ignored,
    },
    problems: countBy(skipped.map(({ reason }) => SKIP_CODES[reason])),
    outOfScope: outOfScope.filter(({ previous }) => isHeld(previous)).map(({ easybillId }) => easybillId),
    toHand: compared.filter((one) => one.kind === 'hand'),
    left: { isLeft: retired.isLeft, failure: retired.failure },
  };
  const mappedOf = new Map(items.map(({ easybillId, mapped }) => [easybillId, mapped]));
  const changed = compared.filter((one) => one.kind === 'write');
  // Given way without having got on, the page would begin with the same batch for as long as hints come.
  let hasWritten = false;
  for (let start = 0; start < changed.length && !result.unfinished; start += CHUNK) {
    if (!session.hasTime() || (hasWritten && !verify && (await shouldYieldNow(session)))) {
      return { ...result, unfinished: { failure: undefined } };
    }
    const chunk = changed.slice(start, start + CHUNK);
    const moved = await leaveOtherSide(session, chunk, readAt);
    const written = await writeChanged(session, moved, mappedOf, { readAt, stored });
    hasWritten = written.counts.created + written.counts.updated > 0;
    const stuck = chunk.length - moved.length;
    result = addResults(result, {
      ...written,
      counts: { ...written.counts, failed: written.counts.failed + stuck },
      problems: addProblems(written.problems, stuck > 0 ? { recordRejected: stuck } : {}),
    });
  }
  return result;
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
    const { previous, easybillId, parentId } = change;
    const { entity, reading } = session.declaration;
    if (!previous || !isHeld(previous) || sideOf(previous, entity) === entity) {
      moved.push(change);
      continue;
    }
    const handedAt = reading.by === 'hand' ? previous.handedAt : undefined;
    const outcome = await withdraw(session, previous, readAt ?? previous.readAt, handedAt);
    if (outcome !== 'rejected') {
      moved.push({ ...change, previous: await session.mappings.get(easybillId, parentId) });
    }
  }
  return moved;
}

function addResults(a: UpsertResult, b: Omit<UpsertResult, 'outOfScope' | 'toHand'>): UpsertResult {
  return {
    ...a,
    counts: addCounts(a.counts, b.counts),
    problems: addProblems(a.problems, b.problems),
    left: { isLeft: a.left.isLeft || b.left.isLeft, failure: a.left.failure ?? b.left.failure },
    ...(b.unfinished && { unfinished: b.unfinished }),
  };
}
