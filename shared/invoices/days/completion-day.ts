import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { isoDay } from '../work-days.ts';

/**
 * The day a work order was completed, `YYYY-MM-DD`: that of the last change to a work status that means so, or without
 * such statuses the last change of any. Undefined when no change says so, or only one of later than when the work order
 * was first seen completed.
 *
 * @param seenOn day on which the connector first saw it completed, `YYYY-MM-DD`
 */
export function completionDay(
  { StatusChanges }: OutsmartWorkOrder,
  { completedWorkStatuses }: Pick<ExportSettings, 'completedWorkStatuses'>,
  seenOn: string,
): string | undefined {
  const changes = StatusChanges.flatMap(({ status, timestamp }) => {
    const day = dayOf(timestamp ?? '');
    return day === undefined ? [] : [{ status, day }];
  });
  const counting =
    completedWorkStatuses.length === 0
      ? changes
      : changes.filter(({ status }) => status !== undefined && completedWorkStatuses.includes(status));
  const last = counting
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return last !== undefined && last <= seenOn ? last : undefined;
}

/** The day of a time, `YYYY-MM-DD`: how OutSmart writes these times is not documented. */
function dayOf(time: string): string | undefined {
  const [day = ''] = time.split(/[ T]/);
  return isoDay(day) ?? /^[12]\d{3}-\d{2}-\d{2}$/.exec(day)?.[0];
}
