/**
 * Longest one-line value we send to OutSmart, whose fields are "Varchar 255". Counted in UTF-16 code units: what fits
 * so also fits when the vendor counts characters.
 */
export const LINE_LIMIT = 255;

/** Longest text of several lines in bytes of UTF-8: OutSmart's "Text 64 kB", read as the largest value a TEXT column can hold. */
export const TEXT_LIMIT_BYTES = 65_535;

const GRAPHEMES = new Intl.Segmenter('de', { granularity: 'grapheme' });
const INVISIBLE_ONLY = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** Whether nobody could see anything of the text: it counts as empty, also where a vendor's length check would let it pass. */
export function isBlank(text: string): boolean {
  return INVISIBLE_ONLY.test(text);
}

/**
 * Text fit for a one-line field, of any length: control characters and line breaks become spaces, whitespace is collapsed
 * and trimmed, characters are composed (NFC), halves of surrogate pairs become U+FFFD. Everything else stays as the user
 * wrote it, markup and entities included: `<` may be meant, and nothing here or in the JSON we send executes it.
 */
export function oneLine(text: string | undefined): string {
  const line = (text ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return isBlank(line) ? '' : line;
}

/** {@link oneLine}, cut to {@link LINE_LIMIT} between what readers see as characters. */
export function storedLine(text: string | undefined): string {
  const line = oneLine(text);
  return line.length <= LINE_LIMIT ? line : keepStart(line, LINE_LIMIT);
}

/**
 * Text fit for a field of several lines: line breaks become `\n`, other control characters but the tab become spaces, indentation and empty
 * lines stay; cut to {@link TEXT_LIMIT_BYTES} between what readers see as characters. Markup stays literal, see {@link oneLine}.
 */
export function storedText(text: string | undefined): string {
  const lines = (text ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .trim();
  if (isBlank(lines)) return '';
  const room = new Uint8Array(TEXT_LIMIT_BYTES);
  const { read } = new TextEncoder().encodeInto(lines, room);
  return read === lines.length ? lines : keepStart(lines, read);
}

/** The start of a longer text, at most `limit` code units, without tearing a pair, an accent or a joined emoji apart. */
function keepStart(text: string, limit: number): string {
  const boundary = GRAPHEMES.segment(text).containing(limit)?.index ?? limit;
  // A heap of combining marks can be one "character" longer than the limit; then whole code points must do.
  const end = boundary > 0 ? boundary : beforeHalfPair(text, limit);
  const start = text.slice(0, end).trimEnd();
  return isBlank(start) ? '' : start;
}

function beforeHalfPair(text: string, limit: number): number {
  const last = text.codePointAt(limit - 1) ?? 0;
  return last > 0xffff ? limit - 1 : limit;
}
