import { describe, expect, it } from '@jest/globals';
import { settingLabel, SETTING_LABELS } from '../../../shared/activity/labels/setting-labels.ts';
import {
  NEW_KEY_LABELS,
  PLAN_CALLS,
  PLAN_LABELS,
  STATUS_LABELS,
  TRIGGER_LABELS,
  VENDOR_LABELS,
} from '../../../shared/activity/labels/value-labels.ts';
import { CALLS_PER_MINUTE, connectionSchema, planSchema } from '../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { runSchema } from '../../../shared/imports/stores/run.ts';

/** Settings that are tables with keys of the user's own. */
const TABLES = ['exports.bookingAccounts', 'exports.paymentMethods', 'exports.workTypes'];

/** The keys of all settings with a value of their own, such as `exports.hours.rounding`. */
function keysOf(value: unknown, path = ''): string[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const isSection = isObject && !TABLES.includes(path);
  if (!isSection) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`));
}

const settings = keysOf(settingsSchema.parse({}));

describe('the labels of settings', () => {
  it.each(settings)('name %s in both languages', (key) => {
    const label = settingLabel(key);

    for (const text of [label?.de, label?.en]) {
      expect(text).toMatch(/^\p{Lu}[^.;„“”_]{3,60}$/u);
      expect(text?.replaceAll(/OutSmart|USt-IdNr|ZUGFeRD|UStG|EStG/g, '')).not.toMatch(/\p{Ll}\p{Lu}/u);
    }
    expect(label?.de).not.toBe(label?.en);
  });

  it('are different for each', () => {
    for (const language of ['de', 'en'] as const) {
      const labels = settings.map((key) => settingLabel(key)?.[language]);
      expect(new Set(labels).size).toBe(settings.length);
    }
  });

  it('name nothing that is no setting', () => {
    expect(Object.keys(SETTING_LABELS).sort()).toEqual([...settings].sort());
  });

  it('name a row of a table by its table', () => {
    expect(settingLabel('exports.paymentMethods.pin betaling')).toEqual(
      settingLabel('exports.paymentMethods'),
    );
  });

  it('know no other key', () => {
    expect(settingLabel('exports')).toBeUndefined();
    expect(settingLabel('constructor')).toBeUndefined();
  });
});

describe('the labels of values', () => {
  it.each([
    ['plans', PLAN_LABELS, planSchema.options],
    ['plans and their calls', PLAN_CALLS, planSchema.options],
    ['triggers', TRIGGER_LABELS, runSchema.shape.trigger.options],
    ['states of a connection', STATUS_LABELS, connectionSchema.shape.status.options],
    ['systems', VENDOR_LABELS, ['easybill', 'outsmart']],
    ['keys', NEW_KEY_LABELS, ['easybill', 'outsmart']],
  ])('name all %s', (_, labels, values) => {
    expect(Object.keys(labels).sort()).toEqual([...values].sort());
  });

  it.each(planSchema.options)('say how many calls the plan %s allows', (plan) => {
    expect(PLAN_CALLS[plan]?.de).toBe(`${CALLS_PER_MINUTE[plan]} Abrufe pro Minute`);
    expect(PLAN_CALLS[plan]?.en).toBe(`${CALLS_PER_MINUTE[plan]} calls a minute`);
  });
});
