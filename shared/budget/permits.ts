import { claimsOf, nextExpected, type Claims } from './claims.ts';
import { advancePace, delayPace, paced, type Offer } from './pacing.ts';
import { MINUTE_MS, advanceTo, type PermitState, type Priority } from './permit-state.ts';
import type { Reservation } from './reservation.ts';

/** The longest delay SQS takes is 900 s. Beyond these seconds ahead a newcomer is promised nothing. */
const PROMISE_MS = 840_000;
/** A reservation this near is taken as come: delays are whole seconds and deliveries are not punctual. */
export const DUE_MS = 3_000;
/** So many waiting calls of a class have a permit of their own; the others are promised a time only. */
const KEPT_RESERVATIONS = 6;
/** What {@link take} is asked for. Epoch milliseconds. */
export interface TakeRequest {
  readonly now: number;
  readonly priority: Priority;
  /** How many permits at most; at least one is given or the answer is a refusal. */
  readonly count: number;
  /** When whoever asks can no longer be running, and its requests have arrived. */
  readonly leaseUntil: number;
  /** How long the caller can wait on the spot for a permit that comes free. */
  readonly patienceMs: number;
  /** What the caller was answered when it was refused before. */
  readonly reservation?: Reservation | undefined;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Permits leased under the name `until`; none may be used before its time in `startAt` (ascending). */
export interface Granted {
  readonly kind: 'granted';
  readonly until: number;
  readonly startAt: readonly number[];
  readonly state: PermitState;
}

/** No permit now: come back after `waitMs` and show `reservation`. Without `state` there is nothing to store. */
export interface Refused {
  readonly kind: 'refused';
  readonly waitMs: number;
  readonly reservation: Reservation;
  readonly state?: PermitState;
}

/**
 * Leases permits, or gives a place in the line. Whoever holds a reservation that has come is served first; a newcomer gets a
 * permit only if nobody waits for it.
 */
export function take(state: PermitState, request: TakeRequest): Granted | Refused {
  const { now, priority, count, patienceMs } = request;
  const settled = advanceTo(state, now);
  const claims = claimsOf(settled, priority, now);
  const current = { ...settled, kept: claims.kept };
  const line = lineOf(current, request);

  const offers = line.blocked ? [] : offersOf(current, request, claims.free);
  const reach = line.mayPass ? now + patienceMs : now;
  const near = [...ownOffer(claims, request, line), ...offers.filter(({ startAt }) => startAt <= reach)];
  if (near.length > 0) return grant(current, request, near.slice(0, line.othersWait ? 1 : count));

  const [next] = offers;
  const keeps = next && line.mayPass && current.kept[priority].length < KEPT_RESERVATIONS;
  if (keeps) return keep(current, request, next.startAt);
  return promise(current, request, claims, line);
}

/** Who is before the caller. */
interface Line {
  /** The last reservation promised to work of this class. */
  readonly until: number;
  readonly othersWait: boolean;
  /** Whether nobody is before the caller. */
  readonly mayPass: boolean;
  /** Whether bulk work has to stand back for interactive work. */
  readonly blocked: boolean;
}

function lineOf(state: PermitState, { priority, reservation, now }: TakeRequest): Line {
  const blocked = priority === 'bulk' && state.interactiveWaitingUntil > now;
  const until = priority === 'bulk' ? state.bulkWaitingUntil : state.interactiveWaitingUntil;
  const othersWait = until > now;
  const due = reservation?.at !== undefined && reservation.at <= now + DUE_MS;
  return { until, othersWait, mayPass: due || !othersWait, blocked };
}

/** The permit kept for the caller, unless it is too early for it. */
function ownOffer({ own }: Claims, { reservation, now, patienceMs }: TakeRequest, line: Line): Offer[] {
  if (line.blocked) return [];
  const claim = own.find(
    (candidate) => candidate.reservation === reservation?.at && candidate.reservation <= now + patienceMs,
  );
  return claim ? [{ startAt: claim.reservation, usableAt: claim.usableAt }] : [];
}

function offersOf(state: PermitState, { priority, now }: TakeRequest, free: readonly number[]): Offer[] {
  if (priority === 'bulk') return paced(state, free, now);
  return free.map((usableAt) => ({ startAt: usableAt, usableAt }));
}

function grant(state: PermitState, request: TakeRequest, offers: readonly Offer[]): Granted {
  let until = request.leaseUntil;
  while (state.leases.some((lease) => lease.until === until)) until += 1;
  const cooling = [...state.cooling];
  for (const { usableAt } of offers) {
    const place = cooling.indexOf(usableAt);
    if (place >= 0) cooling.splice(place, 1);
  }
  const { priority, now } = request;
  const kept = keptByOthers(state, request);
  const leases = [...state.leases, { until, count: offers.length }];
  const startAt = offers.map((offer) => Math.max(offer.startAt, now)).sort((a, b) => a - b);
  const left = { ...state, cooling, leases, kept };
  const moved =
    priority === 'bulk'
      ? advancePace(left, startAt, now)
      : moveBulkBack(delayPace(left, startAt.length, now), now);
  return { kind: 'granted', until, startAt, state: moved };
}

/** One permit less for the bulk work that waits: new promises begin one place later. */
function moveBulkBack(state: PermitState, now: number): PermitState {
  if (state.bulkWaitingUntil <= now) return state;
  const after = state.bulkWaitingUntil;
  return { ...state, bulkWaitingUntil: nextExpected(state, claimsOf(state, 'bulk', now), { after, now }) };
}

/** The reservations without the caller's own, which ends with whatever it is answered. */
function keptByOthers({ kept }: PermitState, { priority, reservation }: TakeRequest): PermitState['kept'] {
  return { ...kept, [priority]: kept[priority].filter((at) => at !== reservation?.at) };
}

/** Keeps a permit that is known to come free for whoever asks. */
function keep(state: PermitState, request: TakeRequest, startAt: number): Refused {
  const { priority, now, reservation } = request;
  const others = keptByOthers(state, request);
  const taken = [...others.interactive, ...others.bulk];
  let at = startAt;
  while (taken.includes(at)) at += 1;
  const kept = { ...others, [priority]: [...others[priority], at].sort((a, b) => a - b) };
  return {
    kind: 'refused',
    waitMs: at - now,
    reservation: { since: reservation?.since ?? now, at },
    state: { ...state, kept },
  };
}

/**
 * Promises a reservation behind all that were promised before. Work whose reservation has come but was lost to interactive work or
 * to slow calls gets none nearer, or the line would never shorten.
 */
function promise(state: PermitState, request: TakeRequest, claims: Claims, line: Line): Refused {
  const { priority, now, reservation, random } = request;
  const since = reservation?.since ?? now;
  const before = priority === 'bulk' ? state.interactiveWaitingUntil : now;
  const at = nextExpected(state, claims, { after: Math.max(now, before, line.until), now });
  // The longer one waits the further ahead one is promised a reservation, so that those who wait longest get in first.
  if (at - now > PROMISE_MS + (now - since)) {
    return { kind: 'refused', waitMs: PROMISE_MS + random() * MINUTE_MS, reservation: { since } };
  }
  const kept = keptByOthers(state, request);
  const waiting = priority === 'bulk' ? { bulkWaitingUntil: at } : { interactiveWaitingUntil: at };
  return {
    kind: 'refused',
    waitMs: at - now,
    reservation: { since, at },
    state: { ...state, kept, ...waiting },
  };
}
