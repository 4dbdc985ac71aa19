import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changePlan, reportObserved, reportRateLimited } from '../../../shared/budget/permit-reports.ts';
import { newPermits, permitCount, type PermitState } from '../../../shared/budget/permit-state.ts';
import { take, type Granted, type Refused, type TakeRequest } from '../../../shared/budget/permits.ts';

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

function plus(): PermitState {
  return newPermits({ callsPerMinute: 10, share: 1 });
}

function asked(state: PermitState, request: Partial<TakeRequest>): Granted | Refused {
  return take(state, {
    now: NOW,
    priority: 'interactive',
    count: 1,
    leaseUntil: (request.now ?? NOW) + 60_000,
    patienceMs: 0,
    random: () => 0.5,
    ...request,
  });
}

function granted(answer: Granted | Refused): Granted {
  if (answer.kind === 'refused') throw new Error('refused');
  return answer;
}

function refused(answer: Granted | Refused): Refused & { state: PermitState } {
  if (answer.kind === 'granted' || answer.state === undefined) throw new Error('not refused with a state');
  return { ...answer, state: answer.state };
}

/** All permits taken at `NOW` and answered at `NOW + 1,000`. */
function spent(): PermitState {
  const { state, until, startAt } = granted(asked(plus(), { count: 10 }));
  const answeredAt = startAt.map(() => NOW + 1000);
  return reportObserved(state, { until, answeredAt, unused: [] });
}

describe('taking permits', () => {
  it('gives all of them at once to interactive work after idling', () => {
    expect(granted(asked(plus(), { count: 60 })).startAt).toEqual(new Array(10).fill(NOW));
  });

  it('gives half of them at once to bulk work after idling, and the next after 60/N s', () => {
    const { startAt, state } = granted(asked(plus(), { priority: 'bulk', count: 60 }));
    const later = refused(asked(state, { now: NOW + 3000, priority: 'bulk' }));

    expect(startAt).toHaveLength(5);
    expect(later.reservation.at).toBeGreaterThan(NOW + 6000);
  });

  it('has bulk work wait 60/N s longer for each interactive call, so that the permits last', () => {
    const { state } = granted(asked(plus(), { priority: 'bulk', count: 5 }));
    const beside = granted(asked(state, { now: NOW + 1000, count: 2 })).state;
    const nextOf = (after: PermitState): number =>
      refused(asked(after, { now: NOW + 3000, priority: 'bulk' })).reservation.at ?? 0;

    expect(nextOf(beside) - nextOf(state)).toBe(12_000);
  });

  it.each([
    ['a call and a half ahead of the pace while bulk work keeps up with it', 30_000, [0, 0, 500, 1500]],
    ['nothing ahead once bulk work left more than two calls unused', 33_000, [0, 1000, 2000, 3000]],
  ])('gives, on a large plan, %s', (_, at, expected) => {
    const business = newPermits({ callsPerMinute: 60, share: 1 });
    // Half of them at once, which is as many as the pace has come to in half a minute.
    const { state } = granted(asked(business, { priority: 'bulk', count: 30 }));
    const now = NOW + at;
    const { startAt } = granted(asked(state, { now, priority: 'bulk', count: 4, patienceMs: 10_000 }));

    expect(startAt.map((start) => start - now)).toEqual(expected);
  });

  it('makes a permit usable again 60.2 s after its answer was observed', () => {
    const early = asked(spent(), { now: NOW + 61_199 });
    const late = asked(spent(), { now: NOW + 61_200 });

    expect([early.kind, late.kind]).toEqual(['refused', 'granted']);
  });

  it('counts a lease nobody reported as used until a minute after its end', () => {
    const { state, until } = granted(asked(plus(), { count: 10 }));

    expect(asked(state, { now: until + MINUTE }).kind).toBe('refused');
    expect(asked(state, { now: until + MINUTE + 200 }).kind).toBe('granted');
  });

  it('lets waiting interactive work have the permit that bulk was told of', () => {
    const bulk = refused(asked(spent(), { now: NOW + 2000, priority: 'bulk' }));
    const interactive = refused(asked(bulk.state, { now: NOW + 2000, count: 10 }));

    // The reservations of the two are told apart by a millisecond.
    expect(interactive.reservation.at).toBeLessThanOrEqual(NOW + 61_201);
  });

  it('gives bulk nothing while interactive work waits in line', () => {
    const state = { ...plus(), interactiveWaitingUntil: NOW + 30_000 };

    const answer = refused(asked(state, { priority: 'bulk' }));

    expect(answer.reservation.at).toBeGreaterThan(NOW + 30_000);
  });

  it('serves the holder of a reservation before a newcomer', () => {
    const holder = refused(asked(spent(), { now: NOW + 2000 }));
    const others = new Array<number>(9).fill(NOW + 70_000);
    const single = { ...holder.state, cooling: [holder.reservation.at!, ...others] };

    const newcomer = asked(single, { now: holder.reservation.at! });
    const back = asked(single, { now: holder.reservation.at!, reservation: holder.reservation });

    expect([newcomer.kind, back.kind]).toEqual(['refused', 'granted']);
  });

  it('lets a newcomer have a reservation that nobody took up', () => {
    const holder = refused(asked(spent(), { now: NOW + 2000 }));
    const single = { ...holder.state, cooling: new Array<number>(9).fill(NOW + 90_000) };

    expect(asked(single, { now: holder.reservation.at! + 3000 }).kind).toBe('granted');
  });

  it('gives each of a crowd its own reservation, at most 900 s ahead, and writes nothing beyond', () => {
    let state = spent();
    const reservations = new Set<number>();
    const waits: number[] = [];
    let unpromised = 0;
    for (let message = 0; message < 1000; message += 1) {
      const answer = asked(state, { now: NOW + 2000 }) as Refused;
      if (answer.reservation.at !== undefined) reservations.add(answer.reservation.at);
      else if (answer.state === undefined) unpromised += 1;
      waits.push(answer.waitMs);
      state = answer.state ?? state;
    }

    expect(Math.max(...waits)).toBeLessThanOrEqual(900_000);
    expect(reservations.size).toBeGreaterThan(125);
    expect(unpromised).toBeGreaterThan(850);
  });
});

describe('a 429', () => {
  const refusal = { now: NOW, sentAt: NOW - 500, retryAfterSeconds: undefined };

  it.each([
    { asks: 1, pause: 1 },
    { asks: 120, pause: 120 },
    { asks: 121, pause: 60 },
    { asks: 0, pause: 60 },
    { asks: undefined, pause: 60 },
  ])('pauses for $pause s when Retry-After is $asks', ({ asks, pause }) => {
    const { state, report } = reportRateLimited(plus(), { ...refusal, retryAfterSeconds: asks });

    expect(report.pausedUntil).toBe(NOW + pause * 1000);
    expect(asked(state, { now: report.pausedUntil - 1 }).kind).toBe('refused');
    expect(asked(state, { now: report.pausedUntil }).kind).toBe('granted');
  });

  it('takes a quarter of the permits once, and only counts for calls sent before', () => {
    const first = reportRateLimited(plus(), refusal);
    const second = reportRateLimited(first.state, { ...refusal, now: NOW + 10 });

    expect(first.report).toMatchObject({ first: true, since: NOW, count: 1, permits: 7 });
    expect(second.report).toMatchObject({ first: false, since: NOW, count: 2, permits: 7 });
  });

  it('takes more when calls sent after it are refused too, down to one permit', () => {
    let state = plus();
    for (let minute = 0; minute < 12; minute += 1) {
      const now = NOW + minute * 2 * MINUTE;
      state = reportRateLimited(state, { ...refusal, now, sentAt: now - 500 }).state;
    }

    expect(permitCount(state, NOW + 24 * MINUTE)).toBe(1);
  });

  it('gives the permits back one by one, and then begins a new episode', () => {
    const { state } = reportRateLimited(plus(), refusal);

    const counts = [0, 9, 10, 20, 30, 300].map((minutes) => permitCount(state, NOW + minutes * MINUTE));
    const next = reportRateLimited(state, { ...refusal, now: NOW + 30 * MINUTE, sentAt: NOW + 29 * MINUTE });

    expect(counts).toEqual([7, 7, 8, 9, 10, 10]);
    expect(next.report).toMatchObject({ first: true, count: 1 });
  });
});

describe('another plan', () => {
  it('keeps the permits that are out', () => {
    const { state, until } = granted(asked(newPermits({ callsPerMinute: 60, share: 1 }), { count: 30 }));

    const smaller = changePlan(state, { callsPerMinute: 10, share: 1 }, NOW);

    expect(asked(smaller, { now: until - 1 }).kind).toBe('refused');
  });

  it('lets the permits it adds rest first', () => {
    const bigger = changePlan(plus(), { callsPerMinute: 60, share: 0.5 }, NOW);

    expect(granted(asked(bigger, { count: 60 })).startAt).toHaveLength(10);
    expect(granted(asked(bigger, { now: NOW + 60_200, count: 60 })).startAt).toHaveLength(30);
  });

  it('leaves one permit of the smallest share', () => {
    expect(permitCount(newPermits({ callsPerMinute: 10, share: 0.01 }), NOW)).toBe(1);
  });
});

describe('whatever happens', () => {
  const step = fc.record({
    passed: fc.integer({ min: 0, max: 30_000 }),
    priority: fc.constantFrom('interactive' as const, 'bulk' as const),
    count: fc.integer({ min: 1, max: 12 }),
    patienceMs: fc.constantFrom(0, 2500),
    answerMs: fc.integer({ min: 0, max: 20_000 }),
    shows: fc.boolean(),
    event: fc.constantFrom('answered', 'answered', 'answered', 'lost', 'unused', 'refused', 'plan'),
    share: fc.constantFrom(0.3, 0.5, 1),
  });

  it('never more calls than permits are made in any minute, and every refusal names a time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let state = plus();
        let now = NOW;
        const sent: number[] = [];
        const waits: number[] = [];
        let reservation: Refused['reservation'] | undefined;
        for (const { passed, priority, count, patienceMs, answerMs, shows, event, share } of steps) {
          now += passed;
          if (event === 'plan') state = changePlan(state, { callsPerMinute: 10, share }, now);
          const answer = asked(state, {
            now,
            priority,
            count,
            patienceMs,
            reservation: shows ? reservation : undefined,
          });
          if (answer.kind === 'refused') {
            waits.push(answer.waitMs);
            reservation = answer.reservation;
            state = answer.state ?? state;
            continue;
          }
          ({ state } = answer);
          const { until, startAt } = answer;
          if (event !== 'unused') sent.push(...startAt);
          const answeredAt = startAt.map((at) => at + answerMs);
          if (event === 'unused') state = reportObserved(state, { until, answeredAt: [], unused: startAt });
          else if (event !== 'lost') state = reportObserved(state, { until, answeredAt, unused: [] });
          if (event === 'refused')
            ({ state } = reportRateLimited(state, { now, sentAt: now, retryAfterSeconds: 5 }));
        }
        expect(waits.every((wait) => Number.isFinite(wait))).toBe(true);
        for (const at of sent)
          expect(sent.filter((other) => other >= at && other < at + MINUTE).length).toBeLessThanOrEqual(10);
      }),
      { numRuns: 300 },
    );
  });
});
