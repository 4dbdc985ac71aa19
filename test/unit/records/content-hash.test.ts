import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { contentHash } from '../../../shared/records/content-hash.ts';
import { anyCodePoints } from '../../support/any-text.ts';

const anyRecord = fc.dictionary(anyCodePoints(), fc.jsonValue());

function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, withKeysReversed(entry)]),
  );
}

describe('contentHash', () => {
  it('is 22 characters of base64url', () => {
    expect(contentHash('c1', { name: 'Müller' })).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('stays the same over releases: a change would write every record of every customer again', () => {
    const hash = contentHash('01JD8QX7ZJ', { street: 'Am Ring 5-7', active: 1, tags: [{ b: 2, a: 'ä' }] });

    expect(hash).toBe('s1jNo92Fw3vFkGRYnfmWrA');
  });

  it('does not depend on the order of keys, at any depth', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(contentHash('c1', withKeysReversed(record) as object)).toBe(contentHash('c1', record));
      }),
    );
  });

  it('takes an undefined property for an absent one', () => {
    expect(contentHash('c1', { a: 1, b: undefined })).toBe(contentHash('c1', { a: 1 }));
  });

  it.each([
    ['an emptied value', { a: 'x', b: '' }, { a: 'x' }],
    ['a number that became text', { active: 1 }, { active: '1' }],
    ['null for empty text', { a: null }, { a: '' }],
    ['values that changed places', { a: 'x', b: 'y' }, { a: 'y', b: 'x' }],
    ['text moved over a border', { a: 'xy', b: '' }, { a: 'x', b: 'y' }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a nested value', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }],
  ])('changes with %s', (_, one, other) => {
    expect(contentHash('c1', one)).not.toBe(contentHash('c1', other));
  });

  it('changes with any change of content', () => {
    fc.assert(
      fc.property(anyRecord, fc.string(), fc.jsonValue(), (record, key, value) => {
        fc.pre(JSON.stringify(record[key]) !== JSON.stringify(value));

        expect(contentHash('c1', { ...record, [`~${key}`]: value, [key]: value })).not.toBe(
          contentHash('c1', record),
        );
      }),
    );
  });

  it('says nothing about the same record of another connection', () => {
    expect(contentHash('c1', { street: 'Am Ring 5' })).not.toBe(contentHash('c2', { street: 'Am Ring 5' }));
  });
});
