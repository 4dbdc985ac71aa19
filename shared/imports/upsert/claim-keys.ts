import pMap from 'p-map';
import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import { isHeld, isOutOfScope, sideOf, type Change } from './compare.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { ImportSession } from './import-session.ts';
import type { Problem } from './note-problem.ts';
import { linksOf } from './post-links.ts';
import { withdrawFormer } from './withdraw.ts';

const PARALLEL_CLAIMS = 25;

/**
 * Takes the OutSmart key of each changed record. Of two easybill records with one key the first keeps it; the second
 * is reported and not written. A key whose owner has moved on to another one is free.
 */
export async function claimKeys(
  session: ImportSession,
  changes: readonly Change[],
  mappedOf: ReadonlyMap<number, Mapped>,
): Promise<{ claimed: Change[]; duplicates: Problem[] }> {
  // Changes of one key go one after the other, in the order of the list; different keys at once.
  const sameKey = Map.groupBy(changes, ({ key }) => key.toLowerCase());
  const groups = await pMap(
    sameKey.values(),
    async (group) => {
      const attempts: { change: Change; claim: Change | Contested }[] = [];
      for (const change of group) attempts.push({ change, claim: await claimKey(session, change) });
      return attempts;
    },
    { concurrency: PARALLEL_CLAIMS },
  );
  const results: (Change | Problem)[] = [];
  // One by one: whoever loses a key may have to be withdrawn, and OutSmart takes one write at a time.
  for (const { change, claim } of groups.flat()) {
    results.push('owner' in claim ? await contest(session, change, claim.owner, mappedOf) : claim);
  }
  return {
    claimed: results.filter((result) => 'record' in result),
    // Another record may have taken the old key of one of them meanwhile, so what is known of them is read again.
    duplicates: await pMap(
      results.filter((result) => 'activity' in result),
      async (problem) => ({
        ...problem,
        previous: await session.mappings.get(problem.easybillId, problem.parentId),
      }),
      { concurrency: PARALLEL_CLAIMS },
    ),
  };
}

/** A key that another record has. */
interface Contested {
  readonly owner: number;
}

async function claimKey(session: ImportSession, change: Change): Promise<Change | Contested> {
  const { key, easybillId, parentId, previous } = change;
  // Without a hash the last write is not certain, and another record may have taken the key before it.
  const isCertain = previous?.hash !== undefined && isHeld(previous);
  if (isCertain && previous.outsmartKey === key) return change;
  const { owner, links: formerLinks } = await session.mappings.claimKey(key, easybillId, parentId);
  if (owner !== easybillId) return { owner };
  await keepLinksOfOldKey(session, change);
  return { ...change, formerLinks };
}

/** Takes the key from its owner if that has moved on. */
async function contest(
  session: ImportSession,
  change: Change,
  owner: number,
  mappedOf: ReadonlyMap<number, Mapped>,
): Promise<Change | Problem> {
  const { key, side, easybillId, parentId, previous } = change;
  const duplicate: Problem = {
    easybillId,
    parentId,
    previous,
    activity: {
      code: 'skippedDuplicateNumber',
      entity: side,
      outsmartKey: key,
      params: { otherEasybillId: owner },
    },
  };
  const verdict = await stillHolds(session, key, owner, mappedOf, previous?.problem);
  if (verdict === 'unknown') return { ...duplicate, isUnclear: true };
  if (verdict === 'yes' || (await takeFrom(session, change, owner)) === 'refused') return duplicate;
  // With the links that OutSmart's record has had since any owner before.
  const claim = await claimKey(session, change);
  // Of two that want it, the one before has taken it meanwhile.
  return 'owner' in claim ? contest(session, change, claim.owner, mappedOf) : claim;
}

/**
 * Takes a key from a record that has moved on, unless somebody else took it since. Safe to repeat.
 *
 * @returns `refused` when OutSmart does not let go of it
 */
async function takeFrom(
  session: ImportSession,
  { key, side, easybillId }: Change,
  owner: number,
): Promise<'free' | 'refused'> {
  const { mappings, declaration } = session;
  const isKey = (one: string | undefined): boolean => one?.toLowerCase() === key.toLowerCase();
  const lost = await mappings.get(owner);
  const isCurrent = lost !== undefined && isKey(lost.outsmartKey);
  const isHeldUnderIt = (isCurrent && isHeld(lost)) || lost?.retiring?.some(isKey);
  // What is written under the key now is something else at OutSmart: the former record would stay there for ever.
  if (lost && isHeldUnderIt && sideOf(lost, declaration.entity) !== side) {
    if (!(await withdrawFormer(session, key, lost))) return 'refused';
  }
  if (isCurrent) {
    const links = linksOf(lost);
    if (links) await mappings.keepLinks(key, owner, links);
    // A key it had before, and that was not withdrawn yet, is what it is known by until it is written again.
    const [outsmartKey, ...others] = lost.retiring ?? [];
    const retiring = others.length > 0 ? others : undefined;
    const without = { hash: undefined, link: undefined, looseLinks: undefined };
    await mappings.put([{ ...lost, ...without, outsmartKey, retiring }]);
  }
  await mappings.takeKey(key, owner, easybillId);
  return 'free';
}

/** OutSmart's record of the old key stays in its category: whoever has the key next takes it out of there. */
async function keepLinksOfOldKey(
  { mappings }: ImportSession,
  { key, easybillId, previous }: Change,
): Promise<void> {
  if (!previous || !isHeld(previous) || previous.outsmartKey === undefined) return;
  const links = linksOf(previous);
  if (links && previous.outsmartKey.toLowerCase() !== key.toLowerCase()) {
    await mappings.keepLinks(previous.outsmartKey, easybillId, links);
  }
}

/** Whether the owner of a key has it at easybill too, or went or was given another one, which we have not come to yet. */
async function stillHolds(
  session: ImportSession,
  key: string,
  owner: number,
  mappedOf: ReadonlyMap<number, Mapped>,
  problem: string | undefined,
): Promise<'yes' | 'no' | 'unknown'> {
  const known = mappedOf.get(owner);
  if (!known && problem === `skippedDuplicateNumber:${owner}`) {
    // Asked once for a pair: as long as the same duplicate is reported, no further call is spent on it. But an owner
    // that could not be written since may have another number by now.
    const mapping = await session.mappings.get(owner);
    if (mapping?.problem === undefined) return 'yes';
  }
  try {
    const mapped = known ?? (await readMapped(session, owner));
    return mapped && claims(mapped, key) ? 'yes' : 'no';
  } catch (error) {
    // A page with many duplicates must not be read over and over because its look-ups find no permit.
    if (error instanceof BudgetExhaustedError && session.runId !== undefined) return 'unknown';
    throw error;
  }
}

async function readMapped({ declaration }: ImportSession, easybillId: number): Promise<Mapped | undefined> {
  const source = await declaration.get(easybillId, undefined);
  return source && declaration.map(source, undefined);
}

function claims(mapped: Mapped, key: string): boolean {
  // What is left alone keeps what it has.
  if (mapped.outcome === 'ignored') return true;
  return !isOutOfScope(mapped) && mapped.key?.toLowerCase() === key.toLowerCase();
}
