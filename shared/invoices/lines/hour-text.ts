import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import { germanDay } from '../days/service-date.ts';

/** What an hour line may say of a period. */
export interface HourDetails {
  /** `YYYY-MM-DD`. */
  readonly day: string | undefined;
  readonly employeeName: string | undefined;
  readonly hourType: string;
  readonly remark: string | undefined;
}

type Words = ExportSettings['hours']['text'];

/**
 * The text of an hour line: each word of the settings once for each different value of the periods, in the order of the
 * list. Where there is no remark, or none is asked for, the hour type says what was done.
 */
export function hourText(periods: readonly HourDetails[], setting: Words): string {
  const words = typeof setting === 'string' ? [setting] : setting;
  const remarks = valuesOf(periods, ({ remark }) => remark);
  const saysWhat = words.includes('hourType') || (words.includes('remark') && remarks.length > 0);
  const wanted = saysWhat || words.includes('remark') ? words : [...words, 'hourType' as const];
  const parts = wanted.map((word) => {
    switch (word) {
      case 'date':
        return daysOf(periods);
      case 'employee':
        return valuesOf(periods, ({ employeeName }) => employeeName).join(', ');
      case 'hourType':
        return valuesOf(periods, ({ hourType }) => hourType).join(', ');
      case 'remark':
        if (remarks.length > 0) return remarks.join('\n');
        return saysWhat ? '' : valuesOf(periods, ({ hourType }) => hourType).join(', ');
    }
  });
  return parts.filter((part) => part !== '').reduce((text, part) => joined(text, part), '');
}

/** A remark of several lines begins its own. */
function joined(text: string, part: string): string {
  if (text === '') return part;
  return part.includes('\n') || text.includes('\n') ? `${text}\n${part}` : `${text}, ${part}`;
}

function daysOf(periods: readonly HourDetails[]): string {
  return valuesOf(periods, ({ day }) => day)
    .sort()
    .map(germanDay)
    .join(', ');
}

function valuesOf(
  periods: readonly HourDetails[],
  valueOf: (period: HourDetails) => string | undefined,
): string[] {
  return [...new Set(periods.flatMap((period) => valueOf(period) ?? []))];
}
