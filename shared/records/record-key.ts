import { isBlank, LINE_LIMIT } from '../outsmart/stored-text.ts';

/** The number of an easybill record as a key of OutSmart, or why it cannot be one. */
export type RecordKey =
  | { readonly key: string }
  | { readonly key: undefined; readonly reason: 'noNumber' | 'numberTooLong' | 'numberUnreadable' };

/**
 * The number joins records of both systems, so it is only trimmed and composed; repairing more could make two numbers one.
 *
 * @param limit UTF-16 code units that OutSmart takes
 */
export function recordKey(number: string | undefined, limit = LINE_LIMIT): RecordKey {
  const key = (number ?? '').normalize('NFC').trim();
  if (isBlank(key)) return { key: undefined, reason: 'noNumber' };
  if (key.length > limit) return { key: undefined, reason: 'numberTooLong' };
  if (!key.isWellFormed() || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(key)) {
    return { key: undefined, reason: 'numberUnreadable' };
  }
  return { key };
}
