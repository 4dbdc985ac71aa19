import { RecordRejectedError, RetryableError } from '../../vendor-http/errors/index.ts';
import { isHeld, sideOf } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { noteHealed, noteProblems, rejected } from './note-problem.ts';
import { linksOf } from './post-links.ts';

/**
 * Makes OutSmart stop offering a record that is confirmed to be gone or out of scope. Safe to repeat: what was begun
 * and not stored is done again.
 *
 * @returns `notHeld` when OutSmart does not hold the record because of us, `rejected` when OutSmart refused
 */
export async function withdraw(
  session: ImportSession,
  mapping: Mapping,
  readAt: number | undefined,
): Promise<'withdrawn' | 'notHeld' | 'rejected'> {
  const { outsmartKey, easybillId, parentId, side } = mapping;
  if (!isHeld(mapping) || outsmartKey === undefined) {
    await noteHealed(session, [mapping]);
    await session.mappings.put([{ ...mapping, problem: undefined, readAt }]);
    return 'notHeld';
  }
  const unsure = { ...mapping, hash: undefined };
  await session.mappings.put([unsure]);
  const links = linksOf(mapping);
  if (links) await session.mappings.keepLinks(outsmartKey, easybillId, links);
  let isKept: boolean;
  try {
    for (const key of mapping.retiring ?? []) await withdrawKey(session, key, mapping);
    isKept = (await withdrawKey(session, outsmartKey, mapping)) === 'kept';
  } catch (error) {
    if (!(error instanceof RecordRejectedError)) throw error;
    const activity = { ...rejected(error), entity: sideOf(mapping, session.declaration.entity) };
    await noteProblems(session, [{ easybillId, previous: unsure, activity }], readAt);
    return 'rejected';
  }
  await noteHealed(session, [mapping]);
  await session.mappings.put([{ easybillId, parentId, side, outsmartKey, readAt, withdrawn: true }]);
  await logWithdrawal(session, isKept ? 'recordKept' : 'recordWithdrawn', mapping);
  return 'withdrawn';
}

/**
 * A record that got another number leaves the old one inactive at OutSmart, known here as an alias. The mapping
 * remembers the old keys until that is done, so that stopping in between loses nothing. As long as it is not certain
 * that OutSmart took the record under its new key, the old ones stay.
 *
 * @returns the mappings as they are now, and what is in the way of those that still have old keys: they keep them for
 *   the next time, and hold up no other record
 */
export async function retireOldKeys(
  session: ImportSession,
  mappings: readonly Mapping[],
): Promise<{ mappings: Mapping[]; isLeft: boolean; failure: RetryableError | undefined }> {
  const settled: Mapping[] = [];
  let isLeft = false;
  let hasRetired = false;
  let failure: RetryableError | undefined;
  for (const mapping of mappings) {
    if (mapping.retiring === undefined || mapping.hash === undefined) {
      settled.push(mapping);
      continue;
    }
    const givesWay = hasRetired && session.runId !== undefined && (await session.shouldYield());
    if (failure !== undefined || givesWay || !session.hasTime()) {
      isLeft = true;
      settled.push(mapping);
      continue;
    }
    try {
      hasRetired = true;
      for (const oldKey of mapping.retiring) await retireKey(session, mapping, oldKey);
      const after = { ...mapping, retiring: undefined };
      await session.mappings.put([after]);
      settled.push(after);
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      failure = error;
      isLeft = true;
      settled.push(mapping);
    }
  }
  return { mappings: settled, isLeft, failure };
}

async function retireKey(session: ImportSession, mapping: Mapping, oldKey: string): Promise<void> {
  const { easybillId } = mapping;
  try {
    const outcome = await withdrawKey(session, oldKey, mapping);
    if (outcome === 'withdrawn') await logWithdrawal(session, 'keyChanged', mapping, { oldKey });
    if (outcome === 'kept') await logWithdrawal(session, 'oldKeyKept', mapping, { oldKey });
  } catch (error) {
    if (!(error instanceof RecordRejectedError)) throw error;
    await session.activity.add(session.connectionId, [
      {
        entity: sideOf(mapping, session.declaration.entity),
        easybillId,
        outsmartKey: oldKey,
        ...rejected(error),
      },
    ]);
  }
}

/** Withdraws what OutSmart holds of a record under a key that another one takes over; false when OutSmart refuses. */
export async function withdrawFormer(
  session: ImportSession,
  key: string,
  mapping: Mapping,
): Promise<boolean> {
  try {
    const outcome = await session.declaration.withdraw(key, sideOf(mapping, session.declaration.entity));
    const code = outcome === 'kept' ? 'recordKept' : 'recordWithdrawn';
    await logWithdrawal(session, code, { ...mapping, outsmartKey: key });
    return true;
  } catch (error) {
    if (!(error instanceof RecordRejectedError)) throw error;
    return false;
  }
}

/** Withdraws a key and keeps it as an alias, unless it belongs to another record by now. */
async function withdrawKey(
  session: ImportSession,
  key: string,
  mapping: Mapping,
): Promise<'withdrawn' | 'kept' | 'notOurs'> {
  const { easybillId } = mapping;
  if ((await session.mappings.ownerOf(key)) !== easybillId) return 'notOurs';
  const outcome = await session.declaration.withdraw(key, sideOf(mapping, session.declaration.entity));
  return (await session.mappings.keepAsAlias(key, easybillId)) ? outcome : 'notOurs';
}

async function logWithdrawal(
  session: ImportSession,
  code: 'recordWithdrawn' | 'recordKept' | 'keyChanged' | 'oldKeyKept',
  mapping: Mapping,
  params: Record<string, string> = {},
): Promise<void> {
  const { easybillId, outsmartKey } = mapping;
  const entity = sideOf(mapping, session.declaration.entity);
  await session.activity.add(session.connectionId, [
    { code, entity, easybillId, outsmartKey, runId: session.runId, params },
  ]);
}
