import {
  MINUTE_MS,
  permitCount,
  COOL_DOWN_MS,
  usableTimes,
  type PermitState,
  type Priority,
} from './permit-state.ts';

/** A usual round trip: how long after its next use a permit begins to cool down. Only promises are built on it. */
const USUAL_ANSWER_MS = 300;

/** A kept reservation and the time from which the permit it claims is usable. */
interface Claim {
  readonly reservation: number;
  readonly usableAt: number;
}

/** Who claims which permit, as one class of work sees it. */
export interface Claims {
  readonly own: readonly Claim[];
  /** Reservations of interactive work, which bulk has to let pass. */
  readonly others: readonly Claim[];
  /** Usable times of the permits that this class of work may take, ascending. */
  readonly free: readonly number[];
  /** The reservations of both classes that still have a permit. */
  readonly kept: PermitState['kept'];
}

/** Matches reservations with permits: interactive work sees bulk's permits as free, bulk sees only what is left. */
export function claimsOf(state: PermitState, priority: Priority, now: number): Claims {
  const interactive = assign(usableTimes(state, now), state.kept.interactive);
  const bulk = assign(interactive.free, state.kept.bulk);
  const kept = { interactive: reservationsOf(interactive.claims), bulk: reservationsOf(bulk.claims) };
  return priority === 'interactive'
    ? { own: interactive.claims, others: [], free: interactive.free, kept }
    : { own: bulk.claims, others: interactive.claims, free: bulk.free, kept };
}

/**
 * The first time after `after` at which a permit is expected that is promised to no waiting work of this class:
 * each permit comes back one cool-down and one answer after its next use. Work is let through 60/N s apart.
 */
export function nextExpected(
  state: PermitState,
  { own, others, free }: Claims,
  { after, now }: { after: number; now: number },
): number {
  const cycle = COOL_DOWN_MS + USUAL_ANSWER_MS;
  const leased = state.leases.flatMap(({ count }) => new Array<number>(count).fill(now + cycle));
  const nextUses = [
    ...free,
    ...reservationsOf([...own, ...others]).map((reservation) => reservation + cycle),
    ...leased,
  ].sort((a, b) => a - b);
  // Permits that come back together are promised one by one, or a crowd would come for them at once.
  const spacing = Math.floor(MINUTE_MS / permitCount(state, now));
  let untaken = -Infinity;
  const apart = nextUses.map((at, place) => {
    const reservation = Math.max(at, untaken);
    untaken = reservation + spacing;
    // Two permits may still meet a round later; both are promised.
    return reservation + place;
  });
  return Math.min(
    ...apart.map((at) => (at > after ? at : at + (Math.floor((after - at) / cycle) + 1) * cycle)),
  );
}

function assign(
  usable: readonly number[],
  reservations: readonly number[],
): { claims: Claim[]; free: number[] } {
  const free = [...usable];
  const claims: Claim[] = [];
  for (const reservation of reservations) {
    const place = free.findLastIndex((at) => at <= reservation);
    const [usableAt] = place < 0 ? [] : free.splice(place, 1);
    if (usableAt !== undefined) claims.push({ reservation, usableAt });
  }
  return { claims, free };
}

function reservationsOf(claims: readonly Claim[]): number[] {
  return claims.map(({ reservation }) => reservation);
}
