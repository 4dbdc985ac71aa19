import { entitySchema } from '../../records/entity.ts';
import { callLabel } from '../labels/call-labels.ts';
import { ANY_RECORD, ENTITY_LABELS, type EntityLabel } from '../labels/entity-labels.ts';
import type { Label, Language } from '../labels/label.ts';
import { ANY_NEW_KEY, NEW_KEY_LABELS, PLAN_CALLS } from '../labels/value-labels.ts';
import { isMissing, type Values } from './render-parameter.ts';

const SETTING: Label = { de: 'Einstellung', en: 'Setting' };
const SETTINGS: Label = { de: 'Einstellungen', en: 'Settings' };

type Word = (values: Values, language: Language) => string;

/**
 * Words that are made of several attributes of an entry. Those with a capital begin a sentence.
 *
 * - `record`: the record by its kind, as in "Kunde 10001"
 * - `formerRecord`: the same under its old number
 * - `records`: the kind of record, as in "Kunden"
 * - `import`: the import of that kind, as in "Kunden-Import"
 * - `deactivated`: what is done in OutSmart with one of such records: deactivated, hidden or deleted
 * - `gone`: what became of many that are no longer imported
 * - `denied`: what somebody may not do: "keine Rechnungen anlegen" after "darf", "create invoices" after "may not"
 * - `newKey`: how to get new credentials
 * - `planCalls`: what the easybill plan allows
 * - `Settings`: "Einstellung", or "Einstellungen" where `keys` names several
 */
const WORDS = {
  record,
  Record: capital(record),
  records: (values, language) => labelOf(values).many[language],
  import: (values, language) => labelOf(values).import[language],
  Import: capital((values, language) => labelOf(values).import[language]),
  formerRecord: (values, language) => record({ ...values, outsmartKey: values.oldKey }, language),
  gone: (values, language) => labelOf(values).counted[language],
  deactivated: (values, language) => labelOf(values).withdrawn[language],
  denied: ({ call = '' }, language) => {
    const { subject, verb } = callLabel(String(call));
    return language === 'de' ? `keine ${subject.de} ${verb.de}` : `${verb.en} ${subject.en}`;
  },
  planCalls: ({ plan = '' }, language) => PLAN_CALLS[plan]?.[language] ?? '–',
  Settings: ({ keys = '' }, language) => (String(keys).includes(',') ? SETTINGS : SETTING)[language],
  newKey: ({ vendor = '' }, language) => (NEW_KEY_LABELS[vendor] ?? ANY_NEW_KEY)[language],
} as const satisfies Record<string, Word>;

const WORD_OF = new Map<string, Word>(Object.entries(WORDS));

/** A word made of several attributes; undefined for a name that is a parameter's. */
export function entryWord(name: string): Word | undefined {
  return WORD_OF.get(name);
}

function labelOf({ entity }: Values): EntityLabel {
  const parsed = entitySchema.safeParse(entity);
  return parsed.success ? ENTITY_LABELS[parsed.data] : ANY_RECORD;
}

function record(values: Values, language: Language): string {
  const { one, some } = labelOf(values);
  const { outsmartKey = '', easybillId = '' } = values;
  if (!isMissing(values, 'outsmartKey')) return `${one[language]} ${outsmartKey}`;
  if (isMissing(values, 'easybillId')) return some[language];
  const id = language === 'de' ? 'easybill-ID' : 'easybill ID';
  return `${one[language]} (${id} ${easybillId})`;
}

function capital(word: Word): Word {
  return (values, language) => word(values, language).replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}
