import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../shared/exports/ledger/ledger-entry.ts';
import { brokenPromises, wrongAtRest } from './check-world.ts';
import { PlannedChoices } from './choices.ts';
import { ExportWorld, START, type ExportWorldOptions } from './export-world.ts';

const DAY_MS = 24 * 3_600_000;

/** A world after its export, whose ledger is taken back to an earlier state of it. */
async function restored(
  options: ExportWorldOptions,
  forget: (entry: LedgerEntry) => LedgerEntry | undefined,
): Promise<ExportWorld> {
  const world = new ExportWorld(new PlannedChoices([]), options);
  world.hint();
  await world.settle();
  const [[key, entry] = []] = world.ledger.entries;
  if (key === undefined || entry === undefined) throw new Error('nothing was exported');
  const earlier = forget(entry);
  if (earlier) world.ledger.entries.set(key, earlier);
  else world.ledger.entries.delete(key);
  // It was not set to handled yet, or somebody completed it anew.
  world.vendors.order.status = 'complete';
  world.now = START + DAY_MS;
  world.forgottenUntil = world.now;
  return world;
}

const asBefore =
  (changes: Partial<LedgerEntry>) =>
  (entry: LedgerEntry): LedgerEntry => {
    const unbound = structuredClone(entry);
    delete unbound.documentId;
    delete unbound.draft;
    delete unbound.documentNumber;
    return { ...unbound, version: 2, dueAt: START, ...changes };
  };

describe.each([{ document: 'draft' as const }, { document: 'final' as const }])(
  'a ledger that was restored from a day before, with $document invoices',
  (options) => {
    it.each([
      ['without the work order', 'failed', () => undefined],
      ['with the intent only', 'handled', asBefore({ state: 'intent', attempts: 0 })],
      [
        'in the middle of making the document',
        'handled',
        asBefore({ state: 'creating', attemptUntil: START + 160_000 }),
      ],
    ])('makes no second invoice: %s', async (_, state, forget) => {
      const world = await restored(options, forget);
      world.hint();
      await world.settle();
      expect(wrongAtRest(world)).toEqual([]);
      expect(world.vendors.posts).toBe(1);
      expect(world.entry).toMatchObject({ state, documentId: 101 });
    });

    it('finishes nothing twice', async () => {
      const world = await restored(options, (entry) => ({
        ...entry,
        state: 'created',
        draft: true,
        version: 4,
        dueAt: START,
      }));
      world.hint();
      await world.settle();
      expect(wrongAtRest(world)).toEqual([]);
      expect(world.vendors.finishes).toBe(options.document === 'final' ? 1 : 0);
    });

    it('finds what was exported again since, and takes none that was cancelled for an invoice', async () => {
      const world = await restored(options, () => undefined);
      const [first] = world.vendors.documents.values();
      const again = { ...first!, id: 201, externalId: first!.externalId.replace(/1$/, '2') };
      first!.isDraft = false;
      first!.cancelId = 150;
      world.vendors.documents.set(again.id, again);
      world.hint();
      await world.settle();
      expect(brokenPromises(world)).toEqual([]);
      expect(world.vendors.posts).toBe(1);
      expect(world.entry).toMatchObject({ generation: 2, documentId: 201 });
    });

    it('would make a second one without the note that the runbook asks for', async () => {
      const world = await restored(options, () => undefined);
      world.forgottenUntil = undefined;
      world.hint();
      await world.settle();
      expect(world.vendors.posts).toBe(2);
    });
  },
);
