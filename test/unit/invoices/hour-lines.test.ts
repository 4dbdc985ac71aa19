import { describe, expect, it } from '@jest/globals';
import { hourLines } from '../../../shared/invoices/lines/hour-lines.ts';
import { travelLine } from '../../../shared/invoices/lines/travel-line.ts';
import { article, positionsOf, settingsOf, usualHourRules, workOrder } from './invoice-parts.ts';

const known = positionsOf(
  article('MON', { easybillId: 12, unit: 'h' }),
  article('MEI', { easybillId: 13, priceCents: '11900', isGross: true }),
  article('ERS', { easybillId: 14, priceCents: '5000' }),
  article('KM', { easybillId: 15, priceCents: '55.5', vatPercent: '7' }),
);
const period = (changes: Record<string, unknown> = {}) => ({
  WorkDate: '03-02-2026',
  TotalTime: '03:30',
  Travel: '24',
  WorkRemark: 'Kessel gereinigt',
  HourType: 'MON',
  EmployeeNr: '12',
  ...changes,
});
const periods = (...changes: Record<string, unknown>[]) =>
  workOrder({ Workperiods: changes.map(period) }).Workperiods;
const lines = (
  given: ReturnType<typeof periods>,
  hours: Record<string, unknown> = {},
  isTravelBilled = false,
) =>
  hourLines(given, known, undefined, settingsOf({ hours: { text: 'remark', ...hours } }).hours, {
    ...usualHourRules,
    isTravelBilled,
  });
const quantities = (...given: Parameters<typeof lines>) =>
  lines(...given).items.map(({ quantity }) => quantity);

describe('hours', () => {
  it('become a line at the price of their hour type', () => {
    expect(lines(periods({}))).toMatchObject({
      items: [
        {
          type: 'POSITION',
          position_id: 12,
          number: 'MON',
          description: 'Kessel gereinigt',
          quantity: 3.5,
          unit: 'h',
          single_price_net: 6500,
          vat_percent: 19,
        },
      ],
      findings: [],
    });
  });

  it('are billed without the VAT that is in the price', () => {
    expect(lines(periods({ HourType: 'mei' })).items).toMatchObject([
      { position_id: 13, single_price_net: 10000, unit: 'Std' },
    ]);
  });

  it.each([
    ['00:20', 0.33],
    ['00:50', 0.83],
    ['01:05', 1.08],
    ['100:00', 100],
    ['1:30', 1.5],
    ['01:30:00', 1.5],
    ['00:01', 0.02],
  ])('%s are %d', (time, hours) => {
    expect(quantities(periods({ TotalTime: time }))).toEqual([hours]);
  });

  it.each([
    [0, '00:31', 0.52],
    [5, '00:31', 0.58],
    [5, '00:30', 0.5],
    [15, '00:31', 0.75],
    [15, '00:45', 0.75],
    [30, '00:31', 1],
    [30, '00:01', 0.5],
  ])('rounded up to %d minutes, %s are %d', (rounding, time, hours) => {
    expect(quantities(periods({ TotalTime: time }), { rounding })).toEqual([hours]);
  });

  it.each([
    ['period', [0.5, 0.5, 0.5, 0.5]],
    ['hourType', [1, 0.5]],
    ['employeeAndHourType', [0.5, 0.5, 0.5]],
  ])('by %s are rounded as one line', (grouping, expected) => {
    const given = periods(
      { TotalTime: '00:20' },
      { TotalTime: '00:20', EmployeeNr: '13' },
      { TotalTime: '00:20', HourType: 'MEI' },
      { TotalTime: '00:10', HourType: 'mon' },
    );

    expect(quantities(given, { grouping, rounding: 30 })).toEqual(expected);
  });

  it('of one line tell each remark once', () => {
    const given = periods({}, { WorkRemark: 'Ventil getauscht' }, {}, { WorkRemark: '' });

    expect(lines(given, { grouping: 'hourType' }).items.map(({ description }) => description)).toEqual([
      'Kessel gereinigt\nVentil getauscht',
    ]);
  });

  it.each([
    ['remark', '', 'Artikel MON'],
    ['hourType', 'Kessel gereinigt', 'Artikel MON'],
  ])('described by %s with remark %p are called %s', (text, remark, expected) => {
    expect(lines(periods({ WorkRemark: remark }), { text }).items).toMatchObject([{ description: expected }]);
  });

  it.each([
    ['an unknown hour type', 'H404'],
    ['no hour type', ''],
  ])('with %s take the fallback', (_what, hourType) => {
    expect(lines(periods({ HourType: hourType }), { fallbackPosition: 'ers' })).toMatchObject({
      items: [{ position_id: 14, single_price_net: 5000 }],
      findings: [],
    });
  });

  it.each([
    ['no hour type', { HourType: '' }, {}, 'invoiceHourTypeMissing'],
    ['an unknown hour type', { HourType: 'H404' }, {}, 'invoiceHourTypeUnknown'],
    ['an unknown fallback', { HourType: 'H404' }, { fallbackPosition: 'nix' }, 'invoiceFallbackUnknown'],
    ['no duration', { TotalTime: '00:00' }, {}, 'invoiceHoursZero'],
    ['an empty duration', { TotalTime: '' }, {}, 'invoiceHoursUnreadable'],
    ['a duration that is none', { TotalTime: '1,5' }, {}, 'invoiceHoursUnreadable'],
    ['minutes that are none', { TotalTime: '01:75' }, {}, 'invoiceHoursUnreadable'],
    ['a negative duration', { TotalTime: '-01:00' }, {}, 'invoiceHoursUnreadable'],
  ])('with %s are told by row', (_what, changes, settings, code) => {
    const { items, findings } = lines(periods({}, changes), settings);

    expect(items).toHaveLength(1);
    expect(findings).toMatchObject([{ code, params: { row: 2 } }]);
  });

  it('may be nothing but travel where travel is billed', () => {
    const given = periods({ TotalTime: '00:00' }, { TotalTime: '', Travel: '5,5' });

    expect(lines(given, {}, true)).toEqual({ labour: [], items: [], findings: [] });
    expect(lines(periods({ TotalTime: '00:00', Travel: '0' }), {}, true).findings).toHaveLength(1);
  });
});

describe('travel', () => {
  const travel = (given: ReturnType<typeof periods>, code: string | null) =>
    travelLine(given, known, code, usualHourRules);

  it('is one line for all periods', () => {
    expect(travel(periods({}, { Travel: '10,5' }, { Travel: '' }), 'km')).toMatchObject({
      items: [
        {
          type: 'POSITION',
          position_id: 15,
          number: 'KM',
          description: 'Artikel KM',
          quantity: 34.5,
          unit: 'km',
          single_price_net: 55.5,
          vat_percent: 7,
        },
      ],
      findings: [],
    });
  });

  it.each([
    ['the settings leave it out', {}, null],
    ['nobody travelled', { Travel: '0' }, 'KM'],
    ['nobody travelled, and its article is gone', { Travel: '' }, 'nix'],
  ])('is left out where %s', (_what, changes, code) => {
    expect(travel(periods(changes), code)).toEqual({ labour: [], items: [], findings: [] });
  });

  it.each([
    ['an unknown article', {}, 'nix', { code: 'invoiceTravelUnknown', params: { article: 'nix' } }],
    [
      'a distance in words',
      { Travel: 'weit' },
      'KM',
      { code: 'invoiceTravelUnreadable', params: { row: 1 } },
    ],
    ['a negative distance', { Travel: '-3' }, 'KM', { code: 'invoiceTravelUnreadable', params: { row: 1 } }],
  ])('with %s is told', (_what, changes, code, expected) => {
    expect(travel(periods(changes), code)).toMatchObject({ items: [], findings: [expected] });
  });
});
