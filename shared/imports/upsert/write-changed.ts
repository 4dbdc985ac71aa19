import type { Entity } from '../../records/entity.ts';
import type { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import { askForChildren } from './ask-for-children.ts';
import { claimKeys } from './claim-keys.ts';
import { isHeld, isStored, type Change } from './compare.ts';
import type { FindStored, StoredRecord } from '../declaration/entity-import.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { noteHealed, noteProblems, rejected, type Problem } from './note-problem.ts';
import { looseLinks, postLinks } from './post-links.ts';
import { count, countBy } from '../../records/counts.ts';
import type { UpsertOptions, UpsertResult } from './upsert-result.ts';
import { retireOldKeys } from './withdraw.ts';

/**
 * Writes changed records to OutSmart and stores what was written.
 *
 * Before a record is sent its mapping names the key it goes to, without a hash: if the answer is lost or the function
 * ends, nobody knows what OutSmart holds, and the record is written again whatever it looks like by then.
 */
export async function writeChanged(
  session: ImportSession,
  side: Entity,
  changes: readonly Change[],
  mappedOf: ReadonlyMap<number, Mapped>,
  { readAt, stored }: UpsertOptions,
): Promise<Omit<UpsertResult, 'outOfScope'>> {
  const { declaration } = session;
  const sideOfLane = side === declaration.entity ? undefined : side;
  const hasLinks = declaration.postLinks !== undefined && sideOfLane === undefined;
  const { claimed, duplicates } = await claimKeys(session, changes, mappedOf);
  // Only who writes links can leave old ones; the others keep them in mind.
  const noLinks = hasLinks ? {} : { looseLinks: undefined };
  const announced = (change: Change): Mapping => ({
    ...announcedMapping(change),
    ...noLinks,
    side: sideOfLane,
  });
  await session.mappings.put(claimed.map(announced));

  const found = adoptable(claimed, stored);
  const changeOf = new Map(claimed.map((change) => [postedRecord(change, found), change]));
  const toPost = [...changeOf].filter(([, { key, record }]) => !isStored(record, found.get(key)));
  const report = await declaration.post(
    toPost.map(([record]) => record),
    side,
  );
  const taken = [
    ...claimed.filter(({ key, record }) => isStored(record, found.get(key))),
    ...report.stored.flatMap((record) => changeOf.get(record) ?? []),
  ];
  const linked = hasLinks ? await postLinks(session, taken) : { stored: taken, rejected: [], left: 0 };
  const written = linked.stored;
  await askForChildren(session, written);
  await noteHealed(
    session,
    written.flatMap(({ previous }) => previous ?? []),
  );
  const writtenMappings = written.map((change) => ({ ...writtenMapping(change, readAt), side: sideOfLane }));
  await session.mappings.put(writtenMappings);
  if (hasLinks) await forgetFormerLinks(session, written);
  const retired = await retireOldKeys(session, writtenMappings);

  const refused = [
    ...report.rejected.flatMap(({ record, error }) => {
      const change = changeOf.get(record);
      return change ? [rejection(change, error)] : [];
    }),
    // The record itself was taken.
    ...linked.rejected.map(({ change, error }) => ({
      ...rejection(change, error),
      previous: { ...announced(change), unconfirmed: undefined },
    })),
  ];
  await noteProblems(session, [...duplicates, ...refused], readAt);
  const isUpdate = ({ key, previous }: Change): boolean => isConfirmed(previous) || found.has(key);
  if (session.runId === undefined) {
    await session.activity.add(
      session.connectionId,
      written.map(({ easybillId, key, previous }) => ({
        code: isConfirmed(previous) ? 'recordUpdated' : 'recordCreated',
        entity: side,
        easybillId,
        outsmartKey: key,
      })),
    );
  }

  const updated = written.filter(isUpdate).length;
  const isLeftOver = report.unknown.length + report.notSent.length + linked.left > 0;
  return {
    counts: count({}, side, {
      created: written.length - updated,
      updated,
      skipped: duplicates.length,
      failed: refused.length,
    }),
    problems: countBy([...duplicates, ...refused].map(({ activity }) => activity.code)),
    left: {
      isLeft: retired.isLeft || duplicates.some(({ isUnclear }) => isUnclear),
      failure: retired.failure,
    },
    ...(isLeftOver && {
      unfinished: { failure: report.failure ?? ('failure' in linked ? linked.failure : undefined) },
    }),
  };
}

/** Their records are in the right category only, by now. */
async function forgetFormerLinks({ mappings }: ImportSession, written: readonly Change[]): Promise<void> {
  for (const { key, easybillId, formerLinks } of written) {
    if (formerLinks) await mappings.keepLinks(key, easybillId, undefined);
  }
}

/** What OutSmart holds under keys that we have never written: records to adopt, by key. */
function adoptable(changes: readonly Change[], stored: FindStored | undefined): Map<string, StoredRecord> {
  const found = new Map<string, StoredRecord>();
  for (const { key, side, previous } of changes) {
    const record = isConfirmed(previous) ? undefined : stored?.(side, key);
    if (record) found.set(key, record);
  }
  return found;
}

/** An adopted record is posted back whole: OutSmart may clear what is left out, and that is not ours to clear. */
function postedRecord({ key, record }: Change, found: ReadonlyMap<string, StoredRecord>): object {
  return { ...found.get(key), ...record };
}

function announcedMapping(change: Change): Mapping {
  const { easybillId, parentId, key, previous } = change;
  return {
    ...previous,
    easybillId,
    parentId,
    outsmartKey: key,
    hash: undefined,
    withdrawn: undefined,
    unconfirmed: isConfirmed(previous) ? undefined : true,
    retiring: retiringKeys(change),
    link: undefined,
    looseLinks: looseLinks(change),
  };
}

function writtenMapping(change: Change, readAt: number | undefined): Mapping {
  const { easybillId, parentId, key, hash, link, facts, previous } = change;
  return {
    easybillId,
    parentId,
    outsmartKey: key,
    hash,
    link,
    facts,
    readAt: readAt ?? previous?.readAt,
    retiring: retiringKeys(change),
  };
}

/** Keys that OutSmart may hold the record under, besides its key now. */
function retiringKeys({ key, previous }: Change): string[] | undefined {
  const lastKey = isHeld(previous) ? previous?.outsmartKey : undefined;
  const keys = [...(previous?.retiring ?? []), ...(lastKey === undefined ? [] : [lastKey])];
  // OutSmart may not tell upper from lower case: then retiring the old key would retire the new one.
  const others = keys.filter((old) => old.toLowerCase() !== key.toLowerCase());
  return others.length > 0 ? [...new Set(others)] : undefined;
}

function isConfirmed(previous: Mapping | undefined): boolean {
  return isHeld(previous) && previous?.unconfirmed === undefined;
}

function rejection({ easybillId, side, previous }: Change, error: RecordRejectedError): Problem {
  // OutSmart still holds what it held before, but its hash was cleared before the record was sent.
  const before = previous && { ...previous, hash: undefined };
  return { easybillId, previous: before, activity: { ...rejected(error), entity: side }, wasAnnounced: true };
}
