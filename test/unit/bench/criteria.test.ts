import { describe, expect, it } from '@jest/globals';
import { criteriaOfUnchanged, missesCount, type UnchangedRun } from '../../bench/criteria.ts';

const met: UnchangedRun = {
  entity: 'contact',
  records: 500,
  parents: 250,
  easybillCalls: 250,
  outsmartCalls: 0,
  mappingReads: 12.5,
  mappingWrites: 0,
};
const listed: UnchangedRun = { ...met, entity: 'product', records: 3_001, parents: 0, easybillCalls: 4 };

describe('the criteria of a run that finds nothing changed', () => {
  it.each([
    ['25 read units for 1,000 records, and a call for each customer', met],
    ['a call for 1,000 records of a list', listed],
  ])('are met by %s', (_, run) => {
    expect(missesCount(criteriaOfUnchanged(run))).toBe(false);
  });

  it.each<[string, UnchangedRun]>([
    ['half a read unit more, although there are few records', { ...met, mappingReads: 13 }],
    ['a write to OutSmart', { ...met, outsmartCalls: 1 }],
    ['a write of a mapping', { ...met, mappingWrites: 1 }],
    ['a second call for a customer', { ...met, easybillCalls: 251 }],
    ['a second call for a page', { ...listed, easybillCalls: 5 }],
  ])('are missed by %s', (_, run) => {
    expect(missesCount(criteriaOfUnchanged(run))).toBe(true);
  });
});
