import type { NewActivity } from '../activity/activity-store.ts';
import type { RecordRejectedError } from '../vendor-errors/index.ts';
import { claimKeys } from './claim-keys.ts';
import { isHeld } from './compare.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from './mapping-store.ts';
import { noteProblems, rejected, type Problem } from './note-problem.ts';
import { noCounts } from './run.ts';
import { countBy, type Change, type UpsertResult } from './upsert.ts';
import { retireOldKeys } from './withdraw.ts';

/**
 * Writes changed records to OutSmart and stores what was written.
 *
 * Before a record is sent its mapping names the key it goes to, without a hash: if the answer is lost or the function
 * ends, nobody knows what OutSmart holds, and the record is written again whatever it looks like by then.
 */
export async function writeChanged<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
  changes: readonly Change<Target>[],
  sourceOf: ReadonlyMap<number, Source>,
  readAt: number | undefined,
): Promise<Omit<UpsertResult, 'outOfScope'>> {
  const { claimed, duplicates } = await claimKeys(session, changes, sourceOf);
  await session.mappings.put(claimed.map(announcedMapping));

  const changeOf = new Map(claimed.map((change) => [change.record, change]));
  const report = await session.declaration.post(claimed.map(({ record }) => record));
  const stored = report.stored.flatMap((record) => changeOf.get(record) ?? []);
  const writtenMappings = stored.map((change) => writtenMapping(change, readAt));
  await session.mappings.put(writtenMappings);
  const retired = await retireOldKeys(session, writtenMappings);

  const refused = report.rejected.flatMap(({ record, error }) => {
    const change = changeOf.get(record);
    return change ? [rejection(change, error)] : [];
  });
  await noteProblems(session, [...duplicates, ...refused], readAt);
  if (session.runId === undefined) {
    await session.activity.add(session.connectionId, stored.map(written(session)));
  }

  const updated = stored.filter(({ previous }) => isConfirmed(previous)).length;
  return {
    counts: {
      ...noCounts(),
      created: stored.length - updated,
      updated,
      skipped: duplicates.length,
      failed: refused.length,
    },
    problems: countBy([...duplicates, ...refused].map(({ activity }) => activity.code)),
    left: {
      isLeft: retired.isLeft || duplicates.some(({ isUnsettled }) => isUnsettled),
      failure: retired.failure,
    },
    ...(report.unknown.length + report.notSent.length > 0 && { unfinished: { failure: report.failure } }),
  };
}

function announcedMapping<Target>(change: Change<Target>): Mapping {
  const { easybillId, key, previous } = change;
  return {
    ...previous,
    easybillId,
    outsmartKey: key,
    hash: undefined,
    withdrawn: undefined,
    unconfirmed: isConfirmed(previous) ? undefined : true,
    retiring: retiringKeys(change),
  };
}

function writtenMapping<Target>(change: Change<Target>, readAt: number | undefined): Mapping {
  const { easybillId, key, hash, previous } = change;
  return {
    easybillId,
    outsmartKey: key,
    hash,
    readAt: readAt ?? previous?.readAt,
    retiring: retiringKeys(change),
  };
}

/** Keys that OutSmart may hold the record under, besides its key now. */
function retiringKeys<Target>({ key, previous }: Change<Target>): string[] | undefined {
  const lastKey = isHeld(previous) ? previous?.outsmartKey : undefined;
  const keys = [...(previous?.retiring ?? []), ...(lastKey === undefined ? [] : [lastKey])];
  // OutSmart may not tell upper from lower case: then retiring the old key would retire the new one.
  const others = keys.filter((old) => old.toLowerCase() !== key.toLowerCase());
  return others.length > 0 ? [...new Set(others)] : undefined;
}

function isConfirmed(previous: Mapping | undefined): boolean {
  return isHeld(previous) && previous?.unconfirmed === undefined;
}

function rejection<Target>({ easybillId, previous }: Change<Target>, error: RecordRejectedError): Problem {
  // OutSmart still holds what it held before, but its hash was cleared before the record was sent.
  const before = previous && { ...previous, hash: undefined };
  return { easybillId, previous: before, activity: rejected(error), wasAnnounced: true };
}

function written<Source extends { readonly id: number }, Target extends object>(
  session: ImportSession<Source, Target>,
): (change: Change<Target>) => NewActivity {
  return ({ easybillId, key, previous }) => ({
    code: isConfirmed(previous) ? 'recordUpdated' : 'recordCreated',
    entity: session.declaration.entity,
    easybillId,
    outsmartKey: key,
  });
}
