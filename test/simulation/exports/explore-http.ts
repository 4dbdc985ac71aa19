import { stdout } from 'node:process';
import pMap from 'p-map';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { violations, wrongAtRest } from './check-http-world.ts';
import { PlannedChoices, RandomChoices, type Choices, type Deviation } from './choices.ts';
import { SEED } from './effort.ts';
import type { Finding } from './explore.ts';
import type { Point } from './http-calls.ts';
import { isTimeout, withoutTimeouts, type HttpMishap } from './http-mishaps.ts';
import { HttpWorld, type HttpWorldOptions } from './http-world.ts';

const PARALLEL_WORLDS = 6;
const MOST_FINDINGS = 3;

/** A world that is played again and again, but for what happens in it. */
export type Stage = Pick<HttpWorldOptions, 'tables' | 'document' | 'ledger' | 'customer'>;

/** What came of many runs. */
interface Exploration {
  /** Of which those of a share were played. */
  readonly runs: number;
  readonly findings: readonly Finding[];
}

interface Run {
  /** The calls up to the first rest. */
  readonly points: readonly Point[];
  readonly wrong: readonly string[];
}

let worlds = 0;

/** Plays a work order to its end, with all its messages once more, and says what is not as it should be. */
async function play(stage: Stage, choices: Choices<HttpMishap>, hasTimeouts: boolean): Promise<Run> {
  worlds += 1;
  const world = await HttpWorld.start({ ...stage, connectionId: `c${worlds}`, choices, hasTimeouts });
  try {
    world.hint();
    await world.settle();
    // What met a bug five times waits for somebody to redrive it.
    for (const { body } of world.queue.dead.splice(0)) world.queue.send(body, 0);
    await world.settle();
    const points = [...world.calls.points];
    const made = world.vendorCalls();
    const wrong = await wrongAtRest(world);
    world.hint();
    world.replay(world.sent);
    await world.settle();
    if (world.vendorCalls() > made) wrong.push('a repeated message made calls');
    return { points, wrong: [...new Set([...wrong, ...violations(world)])] };
  } catch (error) {
    return { points: world.calls.points, wrong: [String(error)] };
  } finally {
    await world.stop();
  }
}

/** What is played before something else happens: the first call of a name meets it. */
export interface Before {
  readonly call: string;
  readonly mishap: HttpMishap;
}

/**
 * Plays each mishap at each call that comes after one that happened `before`, or at all.
 *
 * @param until calls from the first one of this name on are left alone
 * @param share the part of these runs that is played, chosen by the seed
 */
export async function playEach(
  what: string,
  stage: Stage,
  { before, until, share = 1 }: { before?: Before; until?: string; share?: number } = {},
): Promise<Exploration> {
  const clean = await play(stage, new PlannedChoices([]), false);
  const first = before && [deviationTo(clean.points, before)];
  const base = first ? await playPlan(stage, first, clean.points) : clean;
  const from = first ? first[0]!.point + 1 : 0;
  const to = until === undefined ? base.points.length : pointOf(base.points, until);
  const all = base.points
    .flatMap(({ options }, point) => options.map((_, option) => [...(first ?? []), { point, option }]))
    .filter((plan) => plan.at(-1)!.point >= from && plan.at(-1)!.point < to);
  const random = seededRandom(SEED ?? 1);
  const plans = all.filter(() => random() < share);
  const played = await pMap(
    plans,
    async (plan) => ({ plan, ...(await playPlan(stage, plan, base.points)) }),
    { concurrency: PARALLEL_WORLDS },
  );
  stdout.write(`exports over HTTP, ${nameOf(stage)}, ${what}: ${plans.length} of ${all.length} runs\n`);
  const findings = [{ plan: first ?? [], ...base }, ...played]
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ plan, points, wrong }) => ({ how: describe(plan, points), wrong }));
  return { runs: all.length, findings: findings.slice(0, MOST_FINDINGS) };
}

/** Plays runs in which mishaps of all kinds happen at random. A seed is replayed by naming it. */
export async function playSeeds(
  stageOf: (seed: number) => Stage,
  first: number,
  count: number,
): Promise<Exploration> {
  const seeds = Array.from({ length: count }, (_, place) => first + place);
  const played = await pMap(
    seeds,
    async (seed) => {
      const run = await play(stageOf(seed), withoutTimeouts(new RandomChoices(seed)), false);
      return { how: `SEED=${seed}`, wrong: run.wrong };
    },
    { concurrency: PARALLEL_WORLDS },
  );
  stdout.write(`exports over HTTP, seeds from ${first}: ${count} runs\n`);
  const findings = played.filter(({ wrong }) => wrong.length > 0);
  return { runs: count, findings: findings.slice(0, MOST_FINDINGS) };
}

/** @param points of a run in which all happened but the last of the plan */
function playPlan(stage: Stage, plan: readonly Deviation[], points: readonly Point[]): Promise<Run> {
  const hasTimeouts = plan.some(({ point, option }) => {
    const mishap = points[point]?.options[option];
    return mishap !== undefined && isTimeout(mishap);
  });
  return play(stage, new PlannedChoices(plan), hasTimeouts);
}

function deviationTo(points: readonly Point[], { call, mishap }: Before): Deviation {
  const point = pointOf(points, call);
  const wanted = JSON.stringify(mishap);
  const option = points[point]!.options.findIndex((other) => JSON.stringify(other) === wanted);
  if (option < 0) throw new Error(`${wanted} cannot happen at ${call}`);
  return { point, option };
}

function pointOf(points: readonly Point[], wanted: string): number {
  const point = points.findIndex(({ call }) => call === wanted);
  if (point < 0) throw new Error(`${wanted} is not called`);
  return point;
}

function nameOf({ document, customer }: Stage): string {
  return customer === 'known' ? document : `${document} of a missing customer`;
}

function describe(plan: readonly Deviation[], points: readonly Point[]): string {
  const named = plan.map(({ point, option }) => {
    const { call, options } = points[point] ?? {};
    return `${JSON.stringify(options?.[option])} at ${point} ${call}`;
  });
  return named.join(', then ');
}
