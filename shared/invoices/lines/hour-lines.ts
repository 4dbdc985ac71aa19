import Big from 'big.js';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartPeriod } from '../../outsmart/index.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import { codeKey, positionRates, type KnownPosition, type KnownPositions } from '../known-position.ts';
import { hourText, type HourDetails } from './hour-text.ts';
import { joinLines, noLine, positionLine, type LineRules, type Lines } from './position-line.ts';
import { isoDay } from '../work-days.ts';
import { billedHours, readDuration } from './work-hours.ts';

const HOUR_UNIT = 'Std';

type HourSettings = ExportSettings['hours'];

/** A period that can be billed. */
interface BillablePeriod extends HourDetails {
  /** Place in the work order, from 1. */
  readonly row: number;
  readonly minutes: number;
  readonly position: KnownPosition;
  readonly employee: string | undefined;
}

/** What a work order's hours are billed with. */
export interface HourRules extends LineRules {
  /** Names of employees by their number, as far as they are imported. */
  readonly employees: ReadonlyMap<string, string>;
  /** Whether a period without hours may be there for its distance alone. */
  readonly isTravelBilled: boolean;
}

/**
 * A line for each period, hour type, or employee and hour type, at the price of the hour type's article. The time of a
 * line is rounded, not that of its periods. Where the customer signed for more hours than were worked, the rest is
 * billed or reported.
 *
 * @param minimum hours the customer signed for at least, as OutSmart writes them
 */
export function hourLines(
  periods: readonly OutsmartPeriod[],
  positions: KnownPositions,
  minimum: string | undefined,
  settings: HourSettings,
  rules: HourRules,
): Lines {
  const read = periods
    .map((period, index) => ({ period, row: index + 1 }))
    .filter(({ period }) => !(rules.isTravelBilled && isTravelOnly(period)))
    .map(({ period, row }) => readPeriod(period, row, positions, settings, rules));
  const findings = read.filter((result) => 'code' in result);
  const billable = read.filter((result) => 'minutes' in result);
  const groups = Map.groupBy(billable, (period) => groupKey(period, settings.grouping));
  const lines = [...groups.values()].map((group) => hourLine(group, settings, rules));
  const rest = findings.length > 0 ? 0 : minutesMissing(billable, minimum);
  return joinLines([
    noLine(...findings),
    ...lines,
    minimumLine(rest, minimum, billable.at(0), settings, rules),
  ]);
}

/** Minutes between what was worked and the minimum that the customer signed for; 0 where nothing is missing. */
function minutesMissing(periods: readonly BillablePeriod[], minimum: string | undefined): number {
  const minutes =
    readDecimal(minimum ?? '0')
      ?.times(60)
      .round(0, Big.roundUp)
      .toNumber() ?? 0;
  return Math.max(0, minutes - periods.reduce((sum, period) => sum + period.minutes, 0));
}

function minimumLine(
  minutes: number,
  minimum: string | undefined,
  first: BillablePeriod | undefined,
  settings: HourSettings,
  rules: LineRules,
): Lines {
  if (minutes === 0 || settings.minimum === 'ignore') return noLine();
  const params = { hours: minimum ?? '', missing: billedHours(minutes, 0).toFixed() };
  if (settings.minimum === 'warn' || first === undefined) {
    return noLine({ code: 'invoiceMinimumHours', params });
  }
  const text = `${first.hourType}, Mindestzeit ${minimum ?? ''} Std`;
  return articleLine(first, text, billedHours(minutes, 0), rules);
}

function isTravelOnly({ TotalTime, Travel }: OutsmartPeriod): boolean {
  return readDecimal(Travel ?? '')?.gt(0) === true && readDuration(TotalTime ?? '0:00') === 0;
}

function readPeriod(
  { TotalTime, HourType, EmployeeNr, WorkRemark, WorkDate }: OutsmartPeriod,
  row: number,
  positions: KnownPositions,
  { fallbackPosition }: HourSettings,
  { employees }: HourRules,
): BillablePeriod | InvoiceProblem {
  const params = { row, hourType: HourType ?? '' };
  const minutes = readDuration(TotalTime ?? '');
  if (minutes === undefined) return { code: 'invoiceHoursUnreadable', params };
  if (minutes === 0) return { code: 'invoiceHoursZero', params };

  const own = HourType === undefined ? undefined : positions.get(codeKey(HourType));
  const position = own ?? (fallbackPosition === null ? undefined : positions.get(codeKey(fallbackPosition)));
  if (position) {
    return {
      row,
      minutes,
      position,
      employee: EmployeeNr,
      employeeName: EmployeeNr === undefined ? undefined : (employees.get(EmployeeNr) ?? EmployeeNr),
      day: isoDay(WorkDate ?? ''),
      hourType: position.name ?? position.number,
      remark: WorkRemark,
    };
  }
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
  if (first === undefined) return noLine();
  const minutes = group.reduce((sum, period) => sum + period.minutes, 0);
  return articleLine(first, hourText(group, text), billedHours(minutes, rounding), rules);
}

/** A line of hours at the price of the period's article. */
function articleLine(
  { position, row }: BillablePeriod,
  description: string,
  quantity: Big,
  rules: LineRules,
): Lines {
  const params = { row, article: position.number };
  const rates = positionRates(position, rules.priceLevel);
  if (rates === undefined) return noLine({ code: 'invoiceArticleUnusable', params });
  const item = positionLine(
    { position, number: undefined, description, quantity, unit: position.unit ?? HOUR_UNIT, ...rates },
    rules,
  );
  if (item === undefined) return noLine({ code: 'invoiceNumberTooFine', params });
  const findings: InvoiceProblem[] = rates.netPrice.eq(0) ? [{ code: 'invoiceHoursFree', params }] : [];
  return { items: [item], findings, labour: [item] };
}
