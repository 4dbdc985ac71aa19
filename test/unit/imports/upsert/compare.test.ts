import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compare, isHeld } from '../../../../shared/imports/upsert/compare.ts';
import { contentHash } from '../../../../shared/records/content-hash.ts';
import type { Mapping } from '../../../../shared/mappings/mapping.ts';
import { mapThing, type Source } from '../engine.ts';

const source: Source = { id: 7, number: 'K-7', name: 'Müller' };
const hash = contentHash('c1', { key: 'K-7', name: 'Müller' });
const held: Mapping = { easybillId: 7, outsmartKey: 'K-7', hash };

const compareThing = (connectionId: string, thing: Source, previous: Mapping | undefined) =>
  compare({ connectionId, entity: 'customer' }, { easybillId: thing.id, mapped: mapThing(thing) }, previous);
const kindOf = (changes: Partial<Source>, previous: Mapping | undefined) =>
  compareThing('c1', { ...source, ...changes }, previous).kind;

describe('compare', () => {
  it.each<[string, Partial<Source>, Mapping | undefined, string]>([
    ['a record never seen', {}, undefined, 'write'],
    ['a record seen but never written', {}, { easybillId: 7, problem: 'skippedNoName:' }, 'write'],
    ['a record as it was written', {}, held, 'unchanged'],
    ['a record as it was written, with a problem since', {}, { ...held, problem: 'x' }, 'unchanged'],
    ['a changed record', { name: 'Meier' }, held, 'write'],
    ['a record with another number', { number: 'K-8' }, held, 'write'],
    ['a record whose number is spelled differently', { number: 'k-7' }, held, 'write'],
    ['a record whose write is not certain', {}, { easybillId: 7, outsmartKey: 'K-7' }, 'write'],
    ['a record that was withdrawn', {}, { ...held, withdrawn: true }, 'write'],
    ['a record that OutSmart holds under another key', {}, { ...held, outsmartKey: 'K-8' }, 'write'],
    ['a record that lost its key to another', {}, { easybillId: 7, hash }, 'write'],
    ['a record that cannot be mapped', { name: '' }, held, 'skip'],
    ['an archived record', { archived: true }, held, 'outOfScope'],
    ['an archived record never seen', { archived: true }, undefined, 'outOfScope'],
  ])('finds %s', (_, changes, previous, kind) => {
    expect(kindOf(changes, previous)).toBe(kind);
  });

  it('says what to write, under which key and hash', () => {
    expect(compareThing('c1', source, undefined)).toEqual({
      kind: 'write',
      easybillId: 7,
      side: 'customer',
      key: 'K-7',
      record: { key: 'K-7', name: 'Müller' },
      hash,
      previous: undefined,
    });
  });

  it('names the fields that are the cause of a skip', () => {
    expect(compareThing('c1', { ...source, name: '' }, held)).toEqual({
      kind: 'skip',
      easybillId: 7,
      side: 'customer',
      reason: 'noName',
      fields: ['name'],
      previous: held,
    });
  });

  it('writes what was written for another connection', () => {
    expect(compareThing('c2', source, held).kind).toBe('write');
  });

  it('finds nothing to do once it was written, and something for any other content', () => {
    const any = fc.record({ number: fc.string({ minLength: 1 }), name: fc.string({ minLength: 1 }) });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const first = compareThing('c1', { id: 7, ...one }, undefined);
        const written = {
          easybillId: 7,
          outsmartKey: one.number,
          hash: first.kind === 'write' ? first.hash : '',
        };

        expect(kindOf(one, written)).toBe('unchanged');
        expect(kindOf(other, written)).toBe(
          one.number === other.number && one.name === other.name ? 'unchanged' : 'write',
        );
      }),
    );
  });
});

describe('compare with what OutSmart holds', () => {
  const record = { key: 'K-7', name: 'Müller', active: 1, remark: '', vat: '' };
  const mapped = { outcome: 'mapped', key: 'K-7', record } as const;
  const written = { ...held, hash: contentHash('c1', record) };
  const verified = (stored: Record<string, unknown> | undefined) =>
    compare(
      { connectionId: 'c1', entity: 'customer', stored: () => stored },
      { easybillId: 7, mapped },
      written,
    ).kind;

  it.each<[string, Record<string, unknown>]>([
    ['the same', record],
    ['the same as texts', { key: 'K-7', name: 'Müller', active: '1', remark: '', vat: '' }],
    ['null for empty', { ...record, remark: null, vat: null }],
    ['nothing of a field', { key: 'K-7', name: 'Müller' }],
    ['fields that are not ours', { ...record, row_id: 99, grade: 'A' }],
  ])('leaves a record alone of which it holds %s', (_, stored) => {
    expect(verified(stored)).toBe('unchanged');
  });

  it.each<[string, Record<string, unknown> | undefined]>([
    ['nothing', undefined],
    ['another name', { ...record, name: 'Meier' }],
    ['no name any more', { ...record, name: null }],
    ['it as inactive', { ...record, active: '0' }],
    ['a remark', { ...record, remark: 'x' }],
  ])('writes a record again of which it holds %s', (_, stored) => {
    expect(verified(stored)).toBe('write');
  });
});

describe('isHeld', () => {
  it.each<[Mapping | undefined, boolean]>([
    [undefined, false],
    [{ easybillId: 7 }, false],
    [{ easybillId: 7, problem: 'x' }, false],
    [{ easybillId: 7, outsmartKey: 'K' }, true],
    [{ easybillId: 7, outsmartKey: 'K', withdrawn: true }, false],
  ])('says of %j: %j', (mapping, answer) => {
    expect(isHeld(mapping)).toBe(answer);
  });
});
