import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import { isSameNumber } from '../../easybill/index.ts';
import { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import { wasNotMade } from '../vendors/was-not-made.ts';
import type { MadeKind, MakingStore } from './making-store.ts';

/** A record of easybill. */
export interface Numbered {
  readonly id: number;
  readonly number?: string | undefined;
  readonly archived: boolean;
}

/** A record that easybill lacks, and how to find and make it. Each way is one easybill call. */
export interface MissingRecord<Found extends Numbered> {
  readonly connectionId: string;
  readonly kind: MadeKind;
  /** Its number at both vendors. */
  readonly key: string;
  readonly get: (easybillId: number) => Promise<Found | undefined>;
  /** The records with exactly this number. */
  readonly find: () => Promise<readonly Found[]>;
  /** Makes it. Not idempotent. */
  readonly make: () => Promise<Found>;
}

/** What making a record takes. */
export interface MakingWork {
  readonly makings: Pick<MakingStore, 'get' | 'begin' | 'end'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When a call that is begun now has reached easybill or never will, epoch milliseconds. */
  readonly attemptUntil: number;
  /** Logs that a record was made. */
  readonly logMade: (made: { kind: MadeKind; key: string; easybillId: number }) => Promise<void>;
}

/** While somebody makes a record, others look so often whether it is there. */
const LOOK_AGAIN_MS = 5_000;
/**
 * A look this long ago still says that nobody has made the record by hand: making it may have to wait for a permit of its
 * own, and a look at each try would take that away from another work order.
 */
const LOOKUP_COUNTS_MS = 30 * 60_000;

/**
 * Makes a record that easybill lacked at the last look, unless it is there by now: a look of long ago, or during a call
 * that may have made it, is repeated. Two work orders of a new customer do not make it twice.
 *
 * @param lookedAt when that look began, epoch milliseconds
 * @throws BudgetExhaustedError while another work order is making it
 */
export async function makeMissing<Found extends Numbered>(
  { makings, now, attemptUntil, logMade }: MakingWork,
  { connectionId, kind, key, get, find, make }: MissingRecord<Found>,
  lookedAt: number,
): Promise<Found> {
  const seen = await makings.get(connectionId, kind, key);
  const { easybillId: madeId, attemptUntil: busyUntil = 0 } = seen;
  const kept = madeId === undefined ? undefined : await get(madeId);
  // One that was deleted, archived or renumbered since is missing like any other.
  if (kept && !kept.archived && isSameNumber(kept.number, key)) return kept;
  // Making takes moments, unless its answer is lost.
  if (busyUntil > now()) throw busy(Math.min(busyUntil - now(), LOOK_AGAIN_MS));
  const isSure = lookedAt >= busyUntil && now() - lookedAt <= LOOKUP_COUNTS_MS;
  const found = isSure ? undefined : firstOf(await find());
  if (found !== undefined) {
    await makings.end(connectionId, kind, key, found.id);
    // It was made by a call whose answer was lost.
    if (seen.attemptUntil !== undefined) await logMade({ kind, key, easybillId: found.id });
    return found;
  }
  if (!(await makings.begin(connectionId, kind, key, seen, attemptUntil))) throw busy(1_000);
  try {
    const made = await make();
    await makings.end(connectionId, kind, key, made.id);
    await logMade({ kind, key, easybillId: made.id });
    return made;
  } catch (error) {
    // Of any other failure it is not known what became of it: it is looked up when the attempt is over for certain.
    if (error instanceof RecordRejectedError || wasNotMade(error)) {
      await makings.end(connectionId, kind, key, undefined);
    }
    throw error;
  }
}

/** Of records with the same number the one in use, and of several the oldest. */
export function firstOf<Found extends Numbered>(found: readonly Found[]): Found | undefined {
  return [...found].sort((a, b) => Number(a.archived) - Number(b.archived) || a.id - b.id)[0];
}

function busy(ms: number): BudgetExhaustedError {
  return new BudgetExhaustedError(Math.min(900, Math.max(1, Math.ceil(ms / 1000))));
}
