import { INVOICE_TEXTS } from './texts/invoice-texts.ts';
import type { ActivityCode } from './activity-codes.ts';
import { CONNECTION_TEXTS } from './texts/connection-texts.ts';
import { EXPORT_TEXTS } from './texts/export-texts.ts';
import { IMPORT_TEXTS } from './texts/import-texts.ts';
import type { Language, Wording, Wordings } from './texts/wording.ts';

/** The words of each entry, in the languages of the back office. */
export const ACTIVITY_TEXTS: Wordings<ActivityCode> = {
  ...CONNECTION_TEXTS,
  ...IMPORT_TEXTS,
  ...EXPORT_TEXTS,
  ...INVOICE_TEXTS,
};

/** Renders an entry in the reader's language; a parameter that is missing or empty shows as a dash. */
export function renderActivity(
  code: ActivityCode,
  values: Readonly<Record<string, string | number | undefined>>,
  language: Language,
): Wording {
  const { text, remedy } = ACTIVITY_TEXTS[code][language];
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => rendered(name, values[name], language));
  return remedy === undefined ? { text: fill(text) } : { text: fill(text), remedy: fill(remedy) };
}

/** A parameter whose name ends in `Cents` is an amount. */
function rendered(name: string, value: string | number | undefined, language: Language): string {
  if (typeof value === 'number' && name.endsWith('Cents')) return amount(value, language);
  return String(value ?? '') || '–';
}

/** Whole cents as people write them, such as 12,50 €. */
function amount(cents: number, language: Language): string {
  return (cents / 100).toLocaleString(language === 'de' ? 'de-DE' : 'en-IE', {
    style: 'currency',
    currency: 'EUR',
  });
}
