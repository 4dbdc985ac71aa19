import { describe, expect, it } from '@jest/globals';
import { LEVEL_OF, type ActivityCode } from '../../../shared/activity/activity-codes.ts';
import { ACTIVITY_TEXTS, renderActivity } from '../../../shared/activity/activity-texts.ts';
import { ENTITY_LABELS } from '../../../shared/activity/labels/entity-labels.ts';
import { STATUS_LABELS } from '../../../shared/activity/labels/value-labels.ts';
import { parameterKind } from '../../../shared/activity/render/parameter-kinds.ts';
import type { Language } from '../../../shared/activity/texts/wording.ts';
import { planSchema } from '../../../shared/connections/connection.ts';
import { exportStateSchema } from '../../../shared/exports/ledger/ledger-entry.ts';
import { runSchema } from '../../../shared/imports/stores/run.ts';
import { entitySchema } from '../../../shared/records/entity.ts';
import { SAMPLES, type Sample } from './activity-samples.ts';

const codes = Object.keys(LEVEL_OF) as ActivityCode[];
const languages: Language[] = ['de', 'en'];

/** Names that are written like this everywhere. */
const PROPER = /OutSmart|USt-IdNr|ZUGFeRD|UStG|EStG/g;
/** Values that the code has names for. In English some are plain words, so only those that no text may hold. */
const RAW_VALUES: Record<Language, readonly string[]> = {
  de: [
    ...[...planSchema.options, ...Object.keys(STATUS_LABELS), ...runSchema.shape.trigger.options],
    ...[...entitySchema.options, ...exportStateSchema.options, ...runSchema.shape.state.options],
    ...['draft', 'final', 'skip', 'placeholder', 'keep', 'delete', 'none', 'same', 'today', 'outsmart'],
  ],
  en: [...planSchema.options, 'manual', 'schedule', 'reconnect', 'hourType', 'outsmart'],
};
const ENGLISH =
  /\b(?:the|and|of|work order|customer|article|invoice|settings?|login|record|row|time entry)\b/i;
/** What native readers stumbled over. */
const STILTED =
  /Arbeitsauftrag|Zeitzeile|zurückgezogen|übersprungen|wird gemeldet|inaktiv gesetzt|Inaktivsetzen|Steuerzeichen|Login|Kontingent|Datensatz \d/i;

/** Every text of a code with its samples, in each language. */
function rendered(
  code: ActivityCode,
): { language: Language; sample: Sample; text: string; remedy: string }[] {
  return languages.flatMap((language) =>
    SAMPLES[code].map((sample) => {
      const { text, remedy = '' } = renderActivity(code, sample, language);
      return { language, sample, text, remedy };
    }),
  );
}

const hasWord = (text: string, word: string): boolean => text.split(/[^\p{L}\p{N}_]+/u).includes(word);

describe.each(codes)('%s', (code) => {
  it('has samples in activity-samples.ts, whose parameters all have a kind in parameter-kinds.ts', () => {
    expect(SAMPLES).toHaveProperty(code);
    expect(SAMPLES[code].length).toBeGreaterThan(0);
    const names = SAMPLES[code].flatMap((sample) => Object.keys(sample));
    expect(names.filter((name) => name !== 'entity' && parameterKind(name) === undefined)).toEqual([]);
  });

  it('shows no names of the code: no keys, paths, calls or values', () => {
    for (const { text, remedy, language } of rendered(code)) {
      const whole = `${text} ${remedy}`.replaceAll('small business', 'small company');
      expect(whole).not.toMatch(/[{}_]/);
      expect(whole.replaceAll(PROPER, '')).not.toMatch(/\p{Ll}\p{Lu}/u);
      expect(whole).not.toMatch(/\p{L}[.]\p{L}/u);
      expect(whole).not.toMatch(/\b(?:GET|POST|PUT|PATCH|DELETE)\b|\/\p{Ll}/u);
      expect(RAW_VALUES[language].filter((value) => hasWord(whole, value))).toEqual([]);
    }
  });

  it('leaves nothing open, and doubles no blank or full stop', () => {
    for (const { text, remedy } of rendered(code)) {
      expect(`${text} ${remedy}`).not.toMatch(/[–]|undefined|null|NaN|\(\)|[.]{2}| [.,;:)]/);
      expect(text).toMatch(/^(?:[\p{Lu}]|easybill).*[.]$/u);
    }
  });

  it('writes amounts as money, and numbers as the language does', () => {
    for (const { text, remedy, language, sample } of rendered(code)) {
      const whole = `${text} ${remedy}`;
      const german = language === 'de';
      expect(whole).not.toMatch(/\bcents?\b/i);
      const days = german ? /\b\d{1,2}[.]\d{1,2}[.]\d{4}\b/g : /$^/g;
      expect(whole.replaceAll(days, '')).not.toMatch(german ? /\d[.]\d{1,2}(?!\d)/ : /\d,\d{1,2}(?!\d)/);
      const isUsed = (name: string) => ACTIVITY_TEXTS[code][language].text.includes(`{${name}}`);
      const amounts = Object.keys(sample).filter((name) =>
        /^(?:cents|euros)$/.test(parameterKind(name) ?? ''),
      );
      const money = german ? /\d,\d{2} €/g : /€[\d,]*\d[.]\d{2}/g;
      expect((whole.match(money) ?? []).length).toBeGreaterThanOrEqual(amounts.filter(isUsed).length);
      const raw = Object.keys(sample).filter((name) => parameterKind(name) === 'cents');
      expect(raw.filter((name) => whole.includes(String(sample[name])))).toEqual([]);
    }
  });

  it('introduces a record by its kind', () => {
    for (const { text, language, sample } of rendered(code)) {
      const { outsmartKey } = sample;
      const entity = entitySchema.optional().parse(sample.entity);
      if (outsmartKey === undefined || entity === undefined || !text.includes(String(outsmartKey))) continue;
      expect(text.toLowerCase()).toContain(
        `${ENTITY_LABELS[entity].one[language]} ${outsmartKey}`.toLowerCase(),
      );
    }
  });

  it('has a remedy unless it only informs', () => {
    const isNeeded = LEVEL_OF[code] !== 'info';
    for (const { remedy } of rendered(code)) {
      expect(remedy).toMatch(isNeeded || remedy !== '' ? /^\p{Lu}.{20,}[.]$/u : /^$/);
    }
  });

  it('is German in German', () => {
    for (const { text, remedy, language } of rendered(code)) {
      if (language !== 'de') continue;
      expect(`${text} ${remedy}`).not.toMatch(ENGLISH);
      expect(`${text} ${remedy}`).not.toMatch(STILTED);
    }
  });
});
