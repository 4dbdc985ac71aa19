import { orphanCheckAt } from '../ledger/due.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';

/** So many looks find nothing before a document is made again, so far apart. */
const LOOKUPS = 2;
export const BETWEEN_LOOKUPS_MS = 60_000;
/** So long looks that found nothing count: a late call may arrive after them. */
const LOOKUPS_COUNT_MS = 3_600_000;

/** What is to be done about a work order now. */
export type NextStep =
  /** Read the work order and note the intent to invoice it. */
  | { readonly do: 'begin' }
  /** Make the document. */
  | { readonly do: 'create' }
  /** See whether the document was made already. */
  | { readonly do: 'look' }
  /** Compare the document with the work order. */
  | { readonly do: 'check' }
  /** Finish the document. */
  | { readonly do: 'finish' }
  /** Set the work order to handled. */
  | { readonly do: 'handle' }
  /** Remove what was made beside the document that counts. */
  | { readonly do: 'removeOrphans' }
  /** Nothing before `until`, epoch milliseconds. */
  | { readonly do: 'wait'; readonly until: number }
  /** Nothing until documents may be made. */
  | { readonly do: 'hold' }
  /** Nothing any more. */
  | { readonly do: 'done' };

/** What a decision depends on besides the entry. */
export interface Circumstances {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether the ledger may have forgotten a document of this work order. */
  readonly lookFirst: boolean;
  /** Whether documents may be made: exports are switched on. */
  readonly mayMake: boolean;
  /** Whether work orders are set to handled. */
  readonly markHandled: boolean;
}

/**
 * Decides by the ledger alone what comes next (`shared/exports/README.md`, States). While no documents may be made,
 * those that were made, or may have been, are brought to their end all the same.
 */
export function nextStep(entry: LedgerEntry, circumstances: Circumstances): NextStep {
  const step = onTheWay(entry, circumstances);
  const isHeld = !circumstances.mayMake && (step.do === 'begin' || step.do === 'create');
  if (isHeld) return nextOrphanCheck(entry, circumstances) ?? { do: 'hold' };
  return step.do === 'done' ? (nextOrphanCheck(entry, circumstances) ?? step) : step;
}

function onTheWay(entry: LedgerEntry, circumstances: Circumstances): NextStep {
  const { state, attemptUntil = 0, documentDate, draft, final, keepDraft, checkedUntil = 0 } = entry;
  const { attempts, workOrderHash } = entry;
  const { now, markHandled } = circumstances;
  switch (state) {
    case 'intent':
      if (documentDate === undefined) return { do: 'begin' };
      return beforeCreating(entry, circumstances);
    case 'creating':
      // Whoever stored this may still be waiting for the answer.
      if (now < attemptUntil) return { do: 'wait', until: attemptUntil };
      return beforeCreating(entry, { ...circumstances, lookFirst: true });
    case 'created':
    case 'attached':
      // Finished before this ledger knew of it: there is nothing to compare it with, which is told when it is handled.
      return { do: draft === false && attempts === 0 && workOrderHash === undefined ? 'handle' : 'check' };
    case 'checked':
      if (!final || keepDraft || draft === false) return { do: 'handle' };
      return { do: now < checkedUntil ? 'finish' : 'check' };
    case 'finishing':
      return now < attemptUntil ? { do: 'wait', until: attemptUntil } : { do: 'check' };
    case 'sent':
      return { do: markHandled ? 'handle' : 'done' };
    case 'handled':
    case 'failed':
    case 'skipped':
      return { do: 'done' };
  }
}

/** A document is only made when it is certain, or was made sure, that there is none. */
function beforeCreating(
  { looks, lookAt = 0, unsureSince }: LedgerEntry,
  { now, lookFirst, mayMake }: Circumstances,
): NextStep {
  const hasLooked = looks >= LOOKUPS && (!mayMake || now - lookAt < LOOKUPS_COUNT_MS);
  if (hasLooked || (unsureSince === undefined && !lookFirst)) return { do: 'create' };
  return now < lookAt ? { do: 'wait', until: lookAt } : { do: 'look' };
}

function nextOrphanCheck(entry: LedgerEntry, { now }: Circumstances): NextStep | undefined {
  const at = orphanCheckAt(entry);
  if (at === undefined) return undefined;
  return now < at ? { do: 'wait', until: at } : { do: 'removeOrphans' };
}
