import { compare, isHeld, type Comparison, type StoredRecords } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from './mapping-store.ts';
import { noteSkipped, SKIP_CODES } from './note-problem.ts';
import { addCounts, noCounts, type RunCounts } from './run.ts';
import { retireOldKeys } from './withdraw.ts';
import { writeChanged } from './write-changed.ts';

/** As many records as go to OutSmart and are stored before the next are sent. */
const CHUNK = 200;

/** What became of the records of one upsert. */
export interface UpsertResult {
  readonly counts: RunCounts;
  /** How many were skipped or failed, by the code of their activity. */
  readonly problems: Readonly<Record<string, number>>;
  /** Records OutSmart holds although they are archived or outside the chosen groups: to be confirmed and withdrawn. */
  readonly outOfScope: readonly number[];
  /** Whether something small is left for the next time, and the failure that is in its way, if one is. */
  readonly left: { readonly isLeft: boolean; readonly failure: Error | undefined };
  /** Set when not all could be written; what is left is read and compared again. */
  readonly unfinished?: { readonly failure: Error | undefined };
}

/**
 * The one path on which a record reaches OutSmart, whichever door it came through: compare with what was last written,
 * write only differences, store what was written. Only inside the lease.
 *
 * @param readAt start of the read that returned the sources, kept as the mapping's `readAt` by single reads only
 * @param stored what OutSmart holds, to write again what was changed there
 */
export async function upsert<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  sources: readonly Source[],
  previous: ReadonlyMap<number, Mapping>,
  { readAt, stored }: { readAt?: number; stored?: StoredRecords | undefined } = {},
): Promise<UpsertResult> {
  // Finishes what an earlier change of numbers left undone, before any key moves again.
  const retired = await retireOldKeys(session, [...previous.values()]);
  const known = new Map(retired.mappings.map((mapping) => [mapping.easybillId, mapping]));
  const compared = sources.map((source) =>
    compare(session.declaration, session.connectionId, source, known.get(source.id), stored),
  );
  const unchanged = compared.filter((one) => one.kind === 'unchanged').map((one) => one.previous);
  // A problem that is gone without a difference to what OutSmart holds is healed by forgetting it.
  await session.mappings.put(
    unchanged
      .filter((mapping) => mapping.problem !== undefined || readAt !== undefined)
      .map((mapping) => ({ ...mapping, problem: undefined, readAt: readAt ?? mapping.readAt })),
  );

  const skipped = compared.filter((one) => one.kind === 'skip');
  await noteSkipped(session, skipped, readAt);
  const outOfScope = compared.filter((one) => one.kind === 'outOfScope');

  let result: UpsertResult = {
    counts: {
      ...noCounts(),
      seen: sources.length,
      unchanged: unchanged.length,
      skipped: skipped.length + outOfScope.length,
    },
    problems: countBy(skipped.map(({ reason }) => SKIP_CODES[reason])),
    outOfScope: outOfScope.filter(({ previous }) => isHeld(previous)).map(({ easybillId }) => easybillId),
    left: { isLeft: retired.isLeft, failure: retired.failure },
  };
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const changed = compared.filter((one) => one.kind === 'write');
  for (let start = 0; start < changed.length && !result.unfinished; start += CHUNK) {
    const chunk = changed.slice(start, start + CHUNK);
    result = session.hasTime()
      ? addResults(result, await writeChanged(session, chunk, sourceOf, readAt))
      : { ...result, unfinished: { failure: undefined } };
  }
  return result;
}

/** A changed record, ready to be written. */
export type Change<Target> = Extract<Comparison<Target>, { kind: 'write' }>;
/** A record that cannot be written as it is. */
export type Skip<Target> = Extract<Comparison<Target>, { kind: 'skip' }>;

/** How often each value occurs. */
export function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Both counts by reason together. */
export function addProblems(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [reason, count] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}

function addResults(a: UpsertResult, b: Omit<UpsertResult, 'outOfScope'>): UpsertResult {
  return {
    ...a,
    counts: addCounts(a.counts, b.counts),
    problems: addProblems(a.problems, b.problems),
    left: { isLeft: a.left.isLeft || b.left.isLeft, failure: a.left.failure ?? b.left.failure },
    ...(b.unfinished && { unfinished: b.unfinished }),
  };
}
