import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { changedKeys, changesToLog, effectsOf } from '../../../shared/lifecycle/settings/settings-effects.ts';

const settings = (parts: object = {}) => settingsSchema.parse(parts);
const customers = (parts: object) => settings({ imports: { customers: parts } });

describe('effectsOf', () => {
  it.each([
    ['switched on', customers({ enabled: false }), customers({ enabled: true })],
    ['narrowed to groups', customers({}), customers({ groupIds: [1] })],
    ['in other groups', customers({ groupIds: [1] }), customers({ groupIds: [2] })],
    ['with archived ones', customers({}), customers({ includeArchived: true })],
    ['with placeholders', customers({}), customers({ missingAddress: 'placeholder' })],
    ['written differently', customers({}), customers({ splitHouseNumber: true })],
    ['from a day on', settings(), settings({ imports: { changedSince: '2026-01-31' } })],
    ['from any day', settings({ imports: { changedSince: '2026-01-31' } }), settings()],
  ])('imports customers again that are now %s', (_, before, after) => {
    expect(effectsOf(before, after)).toEqual({
      startRuns: ['customer'],
      exportsChanged: false,
      planChanged: false,
    });
  });

  it.each([
    ['nothing changed', settings(), settings()],
    ['they are switched off', customers({}), customers({ enabled: false, groupIds: [1] })],
    ['they stay off', customers({ enabled: false }), customers({ enabled: false, groupIds: [1] })],
    ['only the language changed', settings(), settings({ language: 'en' })],
    ['only exports changed', settings(), settings({ exports: { enabled: true } })],
  ])('imports no customers when %s', (_, before, after) => {
    expect(effectsOf(before, after)).toMatchObject({ startRuns: [], planChanged: false });
  });

  it('looks for work orders again when other ones may be exported', () => {
    const after = settings({ exports: { enabled: true } });
    expect(effectsOf(settings(), after)).toEqual({ startRuns: [], exportsChanged: true, planChanged: false });
  });

  it('tells another share of the budget', () => {
    expect(effectsOf(settings(), settings({ budgetShare: 0.5 }))).toEqual({
      startRuns: [],
      exportsChanged: false,
      planChanged: true,
    });
  });
});

describe('changedKeys', () => {
  it('names a table that lost its only row, or got one', () => {
    const with8400 = settings({ exports: { bookingAccounts: { 19: '8400' } } });
    expect(changedKeys(with8400, settings())).toEqual(['exports.bookingAccounts']);
    expect(changedKeys(settings(), with8400)).toEqual(['exports.bookingAccounts']);
  });

  it('names what differs and never the values', () => {
    const after = settings({
      budgetShare: 0.5,
      imports: { customers: { groupIds: [1], enabled: false }, hourTypes: { rule: { units: ['h'] } } },
    });

    expect(changedKeys(settings(), after)).toEqual([
      'budgetShare',
      'imports.customers.enabled',
      'imports.customers.groupIds',
      'imports.hourTypes.rule.units',
    ]);
    expect(changedKeys(after, after)).toEqual([]);
  });
});

describe('changesToLog', () => {
  it('names what differs, and of switches how they are now', () => {
    const after = settings({
      language: 'en',
      exports: { enabled: true },
      imports: { customers: { enabled: false }, contacts: { enabled: false } },
    });

    expect(changesToLog(settings(), after)).toEqual({
      keys: 'language, imports.customers.enabled, imports.contacts.enabled, exports.enabled',
      switchedOn: 'exports.enabled',
      switchedOff: 'imports.customers.enabled, imports.contacts.enabled',
    });
    expect(changesToLog(settings(), settings({ budgetShare: 0.5 }))).toEqual({ keys: 'budgetShare' });
  });
});
