import { callLabel } from '../labels/call-labels.ts';
import { fieldLabel } from '../labels/field-labels.ts';
import type { Label, Language } from '../labels/label.ts';
import { OTHER_SETTING, settingLabel } from '../labels/setting-labels.ts';
import { PLAN_LABELS, TRIGGER_LABELS, VENDOR_LABELS } from '../labels/value-labels.ts';
import { formatCents, formatDay, formatEuros, formatList, formatNumber } from './numbers.ts';
import { parameterKind, type ParameterKind } from './parameter-kinds.ts';

/** What an entry holds: its parameters, and its own attributes such as `entity`. */
export type Values = Readonly<Record<string, string | number | undefined>>;

type Writer = (value: string | number, language: Language, values: Values) => string;

const labelled =
  (labels: Readonly<Record<string, Label>>): Writer =>
  (value, language) =>
    Object.hasOwn(labels, value) ? (labels[value]?.[language] ?? '') : '';

const WRITERS: Readonly<Record<ParameterKind, Writer>> = {
  asIs: String,
  numberOrNone: String,
  cents: formatCents,
  euros: formatEuros,
  number: formatNumber,
  day: formatDay,
  settings: writeSettings,
  fields: writeFields,
  call: writeCall,
  plan: labelled(PLAN_LABELS),
  trigger: labelled(TRIGGER_LABELS),
  vendor: labelled(VENDOR_LABELS),
};

const NO_NUMBER: Label = { de: 'ohne Nummer', en: 'without a number' };

/** Whether nothing is known of a parameter. */
export function isMissing(values: Values, name: string): boolean {
  return (values[name] ?? '') === '';
}

/** A parameter as its meaning is written in a language; a dash where there is none. */
export function renderParameter(name: string, values: Values, language: Language): string {
  const kind = parameterKind(name) ?? 'asIs';
  const value = values[name];
  if (value === undefined || value === '') return kind === 'numberOrNone' ? NO_NUMBER[language] : '–';
  return WRITERS[kind](value, language, values) || '–';
}

function partsOf(value: string | number | undefined): string[] {
  return String(value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function writeFields(value: string | number, language: Language): string {
  const labels = partsOf(value).map((field) => fieldLabel(field)[language]);
  return formatList([...new Set(labels)], language);
}

function writeCall(value: string | number, language: Language): string {
  const { subject, verb } = callLabel(String(value));
  return language === 'de' ? `${subject.de} ${verb.de}` : `${verb.en} ${subject.en}`;
}

const SWITCHED = {
  on: { de: 'eingeschaltet', en: 'switched on' },
  off: { de: 'ausgeschaltet', en: 'switched off' },
} as const satisfies Record<string, Label>;

/** Settings by their labels, and of switches how they are now, where the entry says that. */
function writeSettings(
  value: string | number,
  language: Language,
  { switchedOn, switchedOff }: Values,
): string {
  const [on, off] = [partsOf(switchedOn), partsOf(switchedOff)];
  const written = partsOf(value).map((key) => {
    const label = (settingLabel(key) ?? OTHER_SETTING)[language];
    if (on.includes(key)) return `${label} ${SWITCHED.on[language]}`;
    return off.includes(key) ? `${label} ${SWITCHED.off[language]}` : label;
  });
  return [...new Set(written)].join('; ');
}
