import { isBlank, LINE_LIMIT } from '../outsmart/field-text.ts';

/** The key made of a number, or why there is none. */
export type NumberKey =
  | { readonly key: string }
  | { readonly key: undefined; readonly reason: 'noNumber' | 'numberTooLong' | 'numberUnreadable' };

/**
 * The key under which OutSmart holds a record that easybill numbers. The number joins records of both systems, so it is only
 * trimmed and composed; repairing more could make two numbers one.
 *
 * @param limit longest key in UTF-16 code units
 */
export function numberKey(number: string | undefined, limit = LINE_LIMIT): NumberKey {
  const key = (number ?? '').normalize('NFC').trim();
  if (isBlank(key)) return { key: undefined, reason: 'noNumber' };
  if (key.length > limit) return { key: undefined, reason: 'numberTooLong' };
  if (!key.isWellFormed() || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(key)) {
    return { key: undefined, reason: 'numberUnreadable' };
  }
  return { key };
}
