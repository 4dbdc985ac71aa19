import type { ExportSettings } from '../../connections/export-settings.ts';
import type { OutsmartPeriod } from '../../outsmart/index.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import { codeKey, positionRates, type KnownPosition, type KnownPositions } from '../known-position.ts';
import { joinLines, positionLine, type LineRules, type Lines } from './position-line.ts';
import { billedHours, readDuration } from './work-hours.ts';

const HOUR_UNIT = 'Std';

type HourSettings = ExportSettings['hours'];

/** A period that can be billed. */
interface BillablePeriod {
  /** Place in the work order, from 1. */
  readonly row: number;
  readonly minutes: number;
  readonly position: KnownPosition;
  readonly employee: string | undefined;
  readonly remark: string | undefined;
}

/**
 * A line for each period, hour type, or employee and hour type, at the price of the hour type's article. The time of a
 * line is rounded, not that of its periods.
 *
 * @param isTravelBilled whether a period without hours may be there for its distance alone
 */
export function hourLines(
  periods: readonly OutsmartPeriod[],
  positions: KnownPositions,
  settings: HourSettings,
  rules: LineRules,
  isTravelBilled: boolean,
): Lines {
  const read = periods
    .map((period, index) => ({ period, row: index + 1 }))
    .filter(({ period }) => !(isTravelBilled && isTravelOnly(period)))
    .map(({ period, row }) => readPeriod(period, row, positions, settings));
  const findings = read.filter((result) => 'code' in result);
  const billable = read.filter((result) => 'minutes' in result);
  const groups = Map.groupBy(billable, (period) => groupKey(period, settings.grouping));
  const lines = [...groups.values()].map((group) => hourLine(group, settings, rules));
  return joinLines([{ items: [], findings }, ...lines]);
}

function isTravelOnly({ TotalTime, Travel }: OutsmartPeriod): boolean {
  return readDecimal(Travel ?? '')?.gt(0) === true && readDuration(TotalTime ?? '0:00') === 0;
}

function readPeriod(
  { TotalTime, HourType, EmployeeNr, WorkRemark }: OutsmartPeriod,
  row: number,
  positions: KnownPositions,
  { fallbackPosition }: HourSettings,
): BillablePeriod | InvoiceProblem {
  const params = { row, hourType: HourType ?? '' };
  const minutes = readDuration(TotalTime ?? '');
  if (minutes === undefined) return { code: 'invoiceHoursUnreadable', params };
  if (minutes === 0) return { code: 'invoiceHoursZero', params };

  const own = HourType === undefined ? undefined : positions.get(codeKey(HourType));
  const position = own ?? (fallbackPosition === null ? undefined : positions.get(codeKey(fallbackPosition)));
  if (position) return { row, minutes, position, employee: EmployeeNr, remark: WorkRemark };
  if (fallbackPosition !== null) {
    return { code: 'invoiceFallbackUnknown', params: { ...params, article: fallbackPosition } };
  }
  return { code: HourType === undefined ? 'invoiceHourTypeMissing' : 'invoiceHourTypeUnknown', params };
}

function groupKey(
  { row, position, employee }: BillablePeriod,
  grouping: HourSettings['grouping'],
): string | number {
  switch (grouping) {
    case 'period':
      return row;
    case 'hourType':
      return articleOf(position);
    case 'employeeAndHourType':
      return JSON.stringify([articleOf(position), employee]);
  }
}

/** One that is yet to be made has only its number. */
function articleOf({ easybillId, number }: KnownPosition): string | number {
  return easybillId ?? number;
}

function hourLine(
  group: readonly BillablePeriod[],
  { rounding, text }: HourSettings,
  rules: LineRules,
): Lines {
  const [first] = group;
  if (first === undefined) return { items: [], findings: [] };
  const { position, row } = first;
  const refused = (code: 'invoiceArticleUnusable' | 'invoiceNumberTooFine'): Lines => ({
    items: [],
    findings: [{ code, params: { row, article: position.number } }],
  });
  const rates = positionRates(position);
  if (rates === undefined) return refused('invoiceArticleUnusable');

  const minutes = group.reduce((sum, period) => sum + period.minutes, 0);
  const remarks = [...new Set(group.flatMap(({ remark }) => remark ?? []))].join('\n');
  const name = position.name ?? position.number;
  const item = positionLine(
    {
      position,
      number: undefined,
      description: text === 'remark' && remarks !== '' ? remarks : name,
      quantity: billedHours(minutes, rounding),
      unit: position.unit ?? HOUR_UNIT,
      ...rates,
    },
    rules,
  );
  return item ? { items: [item], findings: [] } : refused('invoiceNumberTooFine');
}
