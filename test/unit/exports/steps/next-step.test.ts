import { describe, expect, it } from '@jest/globals';
import { nextStep, type Circumstances } from '../../../../shared/exports/steps/next-step.ts';
import type { LedgerEntry } from '../../../../shared/exports/ledger/ledger-entry.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

const MINUTE = 60_000;
const decide = (entry: Partial<LedgerEntry>, circumstances: Partial<Circumstances> = {}) =>
  nextStep(ledgerEntry(entry), {
    now: NOW,
    lookFirst: false,
    mayMake: true,
    markHandled: true,
    ...circumstances,
  });

const created = { state: 'created', documentId: 7, draft: true } as const;

describe('the next step of a work order', () => {
  it('begins with reading it, and then makes the document without a look', () => {
    const { documentDate, ...unread } = ledgerEntry();
    expect(documentDate).toBeDefined();
    expect(nextStep(unread, { now: NOW, lookFirst: false, mayMake: true, markHandled: true })).toEqual({
      do: 'begin',
    });
    expect(decide({ state: 'intent' })).toEqual({ do: 'create' });
  });

  it('waits while somebody may still be making the document, then looks twice, a minute apart', () => {
    const creating = { state: 'creating', attempts: 1, attemptUntil: NOW + MINUTE } as const;
    expect(decide(creating)).toEqual({ do: 'wait', until: NOW + MINUTE });
    expect(decide(creating, { now: NOW + MINUTE })).toEqual({ do: 'look' });
    const looked = { ...creating, looks: 1, lookAt: NOW + 2 * MINUTE };
    expect(decide(looked, { now: NOW + MINUTE })).toEqual({ do: 'wait', until: NOW + 2 * MINUTE });
    expect(decide(looked, { now: NOW + 2 * MINUTE })).toEqual({ do: 'look' });
    expect(decide({ ...looked, looks: 2 }, { now: NOW + 2 * MINUTE })).toEqual({ do: 'create' });
  });

  it('looks before it makes a document that may have been made before', () => {
    expect(decide({ state: 'intent', unsureSince: NOW })).toEqual({ do: 'look' });
    expect(decide({ state: 'intent' }, { lookFirst: true })).toEqual({ do: 'look' });
    const looked = { state: 'intent', looks: 2, lookAt: NOW } as const;
    expect(decide(looked, { lookFirst: true })).toEqual({ do: 'create' });
    // A call that was on its way may have arrived since.
    expect(decide(looked, { lookFirst: true, now: NOW + 60 * MINUTE })).toEqual({ do: 'look' });
  });

  it('finishes a document only if that is wanted and not done', () => {
    const checked = { ...created, state: 'checked', checkedUntil: NOW + 1 } as const;
    expect(decide(checked)).toEqual({ do: 'handle' });
    expect(decide({ ...checked, final: true })).toEqual({ do: 'finish' });
    expect(decide({ ...checked, final: true, draft: false })).toEqual({ do: 'handle' });
    // It is doubtful.
    expect(decide({ ...checked, final: true, keepDraft: true })).toEqual({ do: 'handle' });
    const finishing = { ...created, state: 'finishing', final: true, attemptUntil: NOW + 1 } as const;
    expect(decide(finishing)).toEqual({ do: 'wait', until: NOW + 1 });
    expect(decide(finishing, { now: NOW + 1 })).toEqual({ do: 'check' });
  });

  it('compares a document before anything else is done with it, and again before it is finished later', () => {
    expect(decide(created)).toEqual({ do: 'check' });
    expect(decide({ ...created, final: true })).toEqual({ do: 'check' });
    expect(decide({ ...created, draft: false, attempts: 1 })).toEqual({ do: 'check' });
    // A restored ledger has forgotten what it was made of.
    expect(decide({ ...created, draft: false })).toEqual({ do: 'handle' });
    const checked = { ...created, state: 'checked', final: true, checkedUntil: NOW } as const;
    expect(decide(checked, { now: NOW - 1 })).toEqual({ do: 'finish' });
    expect(decide(checked)).toEqual({ do: 'check' });
  });

  it('leaves the work order alone if it is not to be handled', () => {
    expect(decide({ ...created, state: 'sent' }, { markHandled: false })).toEqual({ do: 'done' });
    expect(decide({ ...created, state: 'sent' })).toEqual({ do: 'handle' });
  });

  it.each(['handled', 'failed', 'skipped'] as const)('is none when it is %s and was always sure', (state) => {
    expect(decide({ state })).toEqual({ do: 'done' });
  });

  it.each(['handled', 'failed'] as const)(
    'looks for orphans after 15 minutes, 24 and 48 hours when it is %s and was ever unsure',
    (state) => {
      const unsure = { state, unsureSince: NOW };
      expect(decide(unsure)).toEqual({ do: 'wait', until: NOW + 15 * MINUTE });
      expect(decide(unsure, { now: NOW + 15 * MINUTE })).toEqual({ do: 'removeOrphans' });
      const day = NOW + 24 * 60 * MINUTE;
      expect(decide({ ...unsure, orphanChecks: 1 }, { now: day - 1 })).toEqual({ do: 'wait', until: day });
      expect(decide({ ...unsure, orphanChecks: 1 }, { now: day })).toEqual({ do: 'removeOrphans' });
      const last = { ...unsure, orphanChecks: 2 };
      const twoDays = NOW + 48 * 60 * MINUTE;
      expect(decide(last, { now: twoDays - 1 })).toEqual({ do: 'wait', until: twoDays });
      expect(decide(last, { now: twoDays })).toEqual({ do: 'removeOrphans' });
      expect(decide({ ...unsure, orphanChecks: 3 }, { now: twoDays })).toEqual({ do: 'done' });
    },
  );

  it('makes nothing while no documents may be made, and looks after what may have been made', () => {
    const held = { mayMake: false };
    const { documentDate, ...unread } = ledgerEntry();
    expect(documentDate).toBeDefined();
    expect(nextStep(unread, { now: NOW, lookFirst: false, markHandled: true, ...held })).toEqual({
      do: 'hold',
    });
    expect(decide({ state: 'intent' }, held)).toEqual({ do: 'hold' });
    expect(decide({ state: 'intent', unsureSince: NOW }, held)).toEqual({ do: 'look' });
    expect(decide({ ...created, final: true }, held)).toEqual({ do: 'check' });
    const notFound = { state: 'creating', unsureSince: NOW, looks: 2 } as const;
    expect(decide(notFound, held)).toEqual({ do: 'wait', until: NOW + 15 * MINUTE });
    expect(decide(notFound, { ...held, now: NOW + 15 * MINUTE })).toEqual({ do: 'removeOrphans' });
    expect(decide({ ...notFound, orphanChecks: 3 }, held)).toEqual({ do: 'hold' });
  });
});
