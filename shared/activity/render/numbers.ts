import type { Language } from '../labels/label.ts';

const LOCALE_OF = { de: 'de-DE', en: 'en-GB' } as const satisfies Record<Language, string>;
/** More than any quantity or price has. */
const MOST_DIGITS = 10;

/** An amount of cents as money: 12,50 € in German, €12.50 in English. What is no number stays as it is. */
export function formatCents(cents: string | number, language: Language): string {
  return formatted(cents, language, { style: 'currency', currency: 'EUR' }, 100);
}

/** An amount of euros as money, see {@link formatCents}. */
export function formatEuros(euros: string | number, language: Language): string {
  return formatted(euros, language, { style: 'currency', currency: 'EUR' });
}

/** A quantity, a percentage or a count as the language writes it: 1.234,5 in German, 1,234.5 in English. */
export function formatNumber(value: string | number, language: Language): string {
  return formatted(value, language, { maximumFractionDigits: MOST_DIGITS });
}

/** A day `YYYY-MM-DD`: 01.12.2026 in German, 1 December 2026 in English. What is none stays as it is. */
export function formatDay(day: string | number, language: Language): string {
  const time = Date.parse(`${String(day)}T00:00:00Z`);
  if (Number.isNaN(time)) return String(day);
  const month = language === 'de' ? '2-digit' : 'long';
  const options = { day: language === 'de' ? '2-digit' : 'numeric', month, year: 'numeric' } as const;
  return new Date(time).toLocaleDateString(LOCALE_OF[language], { ...options, timeZone: 'UTC' });
}

/** What is listed, with "und" or "and" before the last. */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALE_OF[language]).format(items);
}

function formatted(
  value: string | number,
  language: Language,
  options: Intl.NumberFormatOptions,
  divisor = 1,
): string {
  const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(number)) return String(value);
  return (
    new Intl.NumberFormat(LOCALE_OF[language], options)
      .format(number / divisor)
      // A plain space and the minus of printed amounts, so that what is read can be searched for.
      .replaceAll('\u00a0', ' ')
      .replace('-', '−')
  );
}
