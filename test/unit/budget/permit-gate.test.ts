import { describe, expect, it } from '@jest/globals';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import { createPermitGate, type PermitGateOptions } from '../../../shared/budget/permit-gate.ts';
import type { RateLimitReport } from '../../../shared/budget/permit-reports.ts';
import type { PermitState } from '../../../shared/budget/permit-state.ts';
import { PermitReservedError } from '../../../shared/budget/permit-reserved-error.ts';
import {
  RecordRejectedError,
  RetryableError,
  type RetryReason,
} from '../../../shared/vendor-http/errors/index.ts';
import { memoryPermitStore } from '../../simulation/limiter/memory-permit-store.ts';

const NOW = Date.UTC(2026, 0, 1);
const CALL = { vendor: 'easybill', operation: 'GET /customers' } as const;

/** One connection with the smallest plan, and a clock that moves only when somebody sleeps or calls. */
function account() {
  const { store, counts } = memoryPermitStore(() => Promise.resolve());
  const clock = { now: NOW };
  const slept: number[] = [];
  return {
    counts,
    clock,
    slept,
    gate: (options: Partial<PermitGateOptions> = {}) =>
      createPermitGate({
        store,
        connectionId: 'connection',
        priority: 'interactive',
        deadline: clock.now + 60_000,
        now: () => clock.now,
        random: () => 0.5,
        sleep: (ms) => {
          slept.push(ms);
          clock.now += ms;
          return Promise.resolve();
        },
        ...options,
      }),
    state: async (): Promise<PermitState> => (await store.read('connection'))!.state,
  };
}

function call(clock: { now: number }, ms = 500): () => Promise<string> {
  return () => {
    clock.now += ms;
    return Promise.resolve('answer');
  };
}

async function failure(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function spend(world: ReturnType<typeof account>, calls: number): Promise<void> {
  const gate = world.gate({ leaseSize: calls });
  for (let made = 0; made < calls; made += 1) await gate.run(call(world.clock, 0));
  await gate.close();
}

describe('a gate', () => {
  it('shares one write among the permits it takes and one among its reports', async () => {
    const world = account();
    const gate = world.gate({ leaseSize: 10 });

    const answers = await Promise.all(Array.from({ length: 10 }, () => gate.run(call(world.clock))));
    await gate.close();

    expect(answers).toEqual(new Array(10).fill('answer'));
    expect(world.counts.writes).toBe(2);
    expect((await world.state()).leases).toEqual([]);
  });

  it('lets a permit rest 60.2 s from its answer', async () => {
    const world = account();
    const gate = world.gate();

    await gate.run(call(world.clock, 700));
    await gate.close();

    expect((await world.state()).cooling).toEqual([NOW + 700 + 60_200]);
  });

  it('gives back what it did not use', async () => {
    const world = account();
    const gate = world.gate({ leaseSize: 10 });

    await gate.run(call(world.clock));
    await gate.close();

    const { leases, cooling: resting } = await world.state();
    expect(leases).toEqual([]);
    expect(resting.filter((at) => at > world.clock.now)).toHaveLength(1);
  });

  it('does not send when no permit is free, and says when one will be', async () => {
    const world = account();
    await spend(world, 10);
    let sent = 0;

    const error = await failure(world.gate().run(() => Promise.resolve((sent += 1))));

    expect(sent).toBe(0);
    expect(error).toBeInstanceOf(PermitReservedError);
    // Called back half a second to one and a half early, to be there when the permit is.
    expect(error).toMatchObject({ waitSeconds: 59, reservation: { since: NOW, at: NOW + 60_200 } });
  });

  it('sleeps over the rest when its reservation has nearly come', async () => {
    const world = account();
    await spend(world, 10);
    const error = (await failure(world.gate().run(call(world.clock)))) as PermitReservedError;
    world.clock.now += error.waitSeconds * 1000;

    const answer = await world.gate().forReservation(error.reservation).run(call(world.clock));

    expect(answer).toBe('answer');
    expect(world.slept).toEqual([1200]);
  });

  it('does not ask at all while its reservation is far ahead', async () => {
    const world = account();
    const gate = world.gate();

    const error = await failure(
      gate.forReservation({ since: NOW, at: NOW + 2_000_000 }).run(call(world.clock)),
    );
    await gate.close();

    expect(error).toMatchObject({ waitSeconds: 900, reservation: { since: NOW, at: NOW + 2_000_000 } });
    expect(world.counts).toEqual({ reads: 0, writes: 0, lostWrites: 0 });
  });

  it('sends nothing after the deadline of its function', async () => {
    const world = account();
    const gate = world.gate({ deadline: NOW });

    const error = await failure(gate.run(call(world.clock)));

    expect(error).toBeInstanceOf(BudgetExhaustedError);
    expect(world.counts.writes).toBe(0);
  });

  it.each([
    { what: 'an answer that refuses', error: new RecordRejectedError(CALL, 422), margin: 0 },
    { what: 'a server error', error: retryable('server'), margin: 0 },
    { what: 'a time-out', error: retryable('timeout'), margin: 20_000 },
    { what: 'a broken connection', error: retryable('network'), margin: 20_000 },
  ])('counts $what as observed $margin ms later and passes it on', async ({ error, margin }) => {
    const world = account();
    const gate = world.gate();

    const thrown = await failure(
      gate.run(() => {
        world.clock.now += 700;
        return Promise.reject(error);
      }),
    );
    await gate.close();

    expect(thrown).toBe(error);
    expect((await world.state()).cooling).toEqual([NOW + 700 + 60_200 + margin]);
  });

  it('keeps the permits of a function that died until its lease has ended', async () => {
    const world = account();
    await world.gate({ leaseSize: 10 }).run(call(world.clock));

    world.clock.now = NOW + 60_000 + 20_000 + 60_100;
    const early = await failure(
      world.gate({ sleep: () => Promise.reject(new Error('slept')) }).run(call(world.clock)),
    );
    world.clock.now = NOW + 60_000 + 20_000 + 60_200;
    const late = await world.gate().run(call(world.clock));

    expect(early).toMatchObject({ message: 'slept' });
    expect(late).toBe('answer');
  });

  it('makes a 429 a wait for the whole connection, told once to whoever asks', async () => {
    const world = account();
    const reports: RateLimitReport[] = [];
    const gate = world.gate({ leaseSize: 5, onRateLimited: (report) => void reports.push(report) });

    const first = await failure(gate.run(() => Promise.reject(new RetryableError(CALL, 'rateLimited', 30))));
    const other = await failure(world.gate().run(call(world.clock)));
    await gate.close();

    expect(first).toBeInstanceOf(PermitReservedError);
    expect(first).toMatchObject({ waitSeconds: 30 });
    expect(other).toBeInstanceOf(PermitReservedError);
    expect(reports).toEqual([
      {
        first: true,
        since: NOW,
        count: 1,
        permits: 7,
        pausedUntil: NOW + 30_000,
        looksLikePlus: false,
      },
    ]);
    expect((await world.state()).leases).toEqual([]);
  });

  it('reports an answer that arrives while another permit is being taken', async () => {
    const world = account();
    const gate = world.gate();

    await Promise.all([
      gate.run(call(world.clock)),
      gate.run(call(world.clock)),
      gate.run(call(world.clock)),
    ]);
    await gate.close();

    const { leases, cooling: resting } = await world.state();
    expect(leases).toEqual([]);
    expect(resting).toHaveLength(3);
  });
});

function retryable(reason: RetryReason): RetryableError {
  return new RetryableError(CALL, reason);
}
