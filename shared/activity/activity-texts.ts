import { INVOICE_TEXTS } from './texts/invoice-texts.ts';
import type { ActivityCode } from './activity-codes.ts';
import { entryWord } from './render/entry-words.ts';
import { isMissing, renderParameter, type Values } from './render/render-parameter.ts';
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

const PLACEHOLDER = /\{(\w+)\}/g;
const PARENTHESES = / ?\(([^()]*\{[^()]*)\)/g;

/**
 * Renders an entry in the reader's language. Parameters are written by their meaning, such as money for cents. Of what
 * stands in parentheses, parts without any known parameter are left out; elsewhere a missing one shows as a dash.
 */
export function renderActivity(code: ActivityCode, values: Values, language: Language): Wording {
  const { text, remedy } = ACTIVITY_TEXTS[code][language];
  const fill = (template: string): string =>
    template
      .replace(PARENTHESES, (whole, inside: string) => withoutUnknown(whole, inside, values))
      .replace(
        PLACEHOLDER,
        (_, name: string) => entryWord(name)?.(values, language) ?? renderParameter(name, values, language),
      );
  return remedy === undefined ? { text: fill(text) } : { text: fill(text), remedy: fill(remedy) };
}

function withoutUnknown(whole: string, inside: string, values: Values): string {
  const isKnown = (part: string): boolean => {
    const names = [...part.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
    return names.length === 0 || !names.every((name) => isMissing(values, name) && !entryWord(name));
  };
  const parts = inside.split(', ').filter(isKnown);
  return parts.some((part) => part.includes('{')) ? whole.replace(inside, () => parts.join(', ')) : '';
}
