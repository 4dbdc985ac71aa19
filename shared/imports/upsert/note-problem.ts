import type { ActivityCode } from '../../activity/activity-codes.ts';
import type { NewActivity } from '../../activity/activity-store.ts';
import type { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import { laneOf } from '../../records/entity.ts';
import { sideOf, type Skip } from './compare.ts';
import type { OutOfScopeReason, SkipReason } from '../../records/mapped.ts';
import type { ImportSession } from './import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';

/** How the activity names what keeps a record out; counted by the same name in the run. */
export const SKIP_CODES = {
  noNumber: 'skippedNoNumber',
  noName: 'skippedNoName',
  missingAddress: 'skippedMissingAddress',
  numberTooLong: 'skippedNumberTooLong',
  numberUnreadable: 'skippedNumberUnreadable',
} as const satisfies Record<Exclude<SkipReason, OutOfScopeReason>, ActivityCode>;

/** Ends the name of a problem that was not made sure of. */
const UNCLEAR = '?';

/** Why the newest state of a record is not in OutSmart: kept with its mapping and logged. */
export interface Problem {
  readonly easybillId: number;
  readonly parentId?: number | undefined;
  readonly previous: Mapping | undefined;
  readonly activity: NewActivity;
  /** Set when the mapping was changed to announce a write that OutSmart then refused. */
  readonly wasAnnounced?: true;
  /** Set when nothing was left of the budget to make sure: the next run looks again. */
  readonly isUnclear?: true;
}

/** Records that the mapping would not take. */
export async function noteSkipped(
  session: ImportSession,
  skipped: readonly Skip[],
  readAt: number | undefined,
): Promise<void> {
  await noteProblems(
    session,
    skipped.map(({ easybillId, parentId, side, previous, reason, fields }) => ({
      easybillId,
      parentId,
      previous,
      activity: { code: SKIP_CODES[reason], entity: side, params: { fields: fields.join(', ') } },
    })),
    readAt,
  );
}

/**
 * Keeps each problem with its mapping and among the failures, and logs it. A problem that was logged
 * before is not logged again, so that a nightly run repeats nothing.
 */
export async function noteProblems(
  session: ImportSession,
  problems: readonly Problem[],
  readAt: number | undefined,
): Promise<void> {
  const isNews = ({ previous, activity }: Problem): boolean =>
    previous?.problem?.replace(UNCLEAR, '') !== nameOf(activity);
  const toStore = problems.filter(
    (one) => one.wasAnnounced ?? (readAt !== undefined || one.previous?.problem !== storedName(one)),
  );
  const { entity } = session.declaration;
  const news = problems.filter(isNews).map(({ easybillId, previous, activity }) => ({
    entity,
    outsmartKey: previous?.outsmartKey,
    runId: session.runId,
    ...activity,
    easybillId,
  }));
  await session.failures.put(
    session.connectionId,
    news.map((failure) => ({ ...failure, lane: laneOf(entity) })),
  );
  await session.activity.add(session.connectionId, news);
  await session.mappings.put(
    toStore.map((problem) => ({
      ...problem.previous,
      easybillId: problem.easybillId,
      parentId: problem.parentId ?? problem.previous?.parentId,
      problem: storedName(problem),
      readAt: readAt ?? problem.previous?.readAt,
    })),
  );
}

/**
 * Ends the failures of records whose cause is gone, and logs it. To be done before the mappings are stored without
 * their problem: what is logged twice after a stop in between is still true.
 */
export async function noteHealed(session: ImportSession, mappings: readonly Mapping[]): Promise<void> {
  const { connectionId, declaration, runId } = session;
  const healed = mappings.filter(({ problem }) => problem !== undefined);
  await session.activity.add(
    connectionId,
    healed.map((mapping) => ({
      code: 'recordHealed',
      entity: sideOf(mapping, declaration.entity),
      easybillId: mapping.easybillId,
      outsmartKey: mapping.outsmartKey,
      runId,
    })),
  );
  const lane = laneOf(declaration.entity);
  await session.failures.remove(
    connectionId,
    healed.map(({ easybillId }) => ({ lane, easybillId })),
  );
}

/** A vendor's refusal of a record, as an entry of the activity. */
export function rejected(error: RecordRejectedError): NewActivity {
  return {
    code: 'recordRejected',
    params: {
      call: `${error.call.vendor} ${error.call.operation}`,
      vendorCode: error.vendorCode,
      fields: error.fields.join(', '),
    },
  };
}

function storedName({ activity, isUnclear }: Problem): string {
  return nameOf(activity) + (isUnclear ? UNCLEAR : '');
}

function nameOf({ code, params = {} }: NewActivity): string {
  return [code, ...Object.values(params)].join(':');
}
