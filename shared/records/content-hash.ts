import { createHmac } from 'node:crypto';

const HASH_BYTES = 16;

/**
 * Fingerprint of a record as it is written to a vendor: 22 characters of base64url. Equal for equal JSON content whatever the
 * order of keys, and for properties that are absent or `undefined`; different for any other change.
 *
 * @param scope the connection id. It keys the hash: a table of hashed addresses made for one tenant says nothing about another.
 * @throws TypeError when the record is not JSON (a bigint, a cycle)
 */
export function contentHash(scope: string, record: object): string {
  const digest = createHmac('sha256', scope).update(JSON.stringify(record, withSortedKeys)).digest();
  return digest.subarray(0, HASH_BYTES).toString('base64url');
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
