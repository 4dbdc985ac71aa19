import { PlannedChoices, RandomChoices, type Choices, type Deviation } from './choices.ts';
import { brokenPromises, violations, wrongAtRest } from './check-world.ts';
import { ExportWorld, type ExportWorldOptions } from './export-world.ts';

/** A run that did not end as it should, and how to see it again. */
export interface Finding {
  readonly how: string;
  readonly wrong: readonly string[];
}

/** What an exploration came to. */
export interface Exploration {
  readonly runs: number;
  /** Runs in which more happened than nothing. */
  readonly findings: readonly Finding[];
}

const MOST_FINDINGS = 5;
const MOST_POLLS = 20;

/**
 * Plays every run in which up to `depth` mishaps happen, each at any point, and of each kind that is possible there.
 *
 * @param part of `parts` equal parts, for tests that share the work
 */
export async function exploreAll(
  options: ExportWorldOptions,
  depth: number,
  { part, parts } = { part: 0, parts: 1 },
): Promise<Exploration> {
  const findings: Finding[] = [];
  let runs = 0;
  const explore = async (plan: readonly Deviation[]): Promise<void> => {
    const choices = new PlannedChoices(plan);
    runs += 1;
    const wrong = await play(choices, options);
    if (wrong.length > 0) findings.push({ how: `plan ${JSON.stringify(plan)}`, wrong });
    if (plan.length === depth) return;
    const from = (plan.at(-1)?.point ?? -1) + 1;
    for (let point = from; point < choices.options.length; point += 1) {
      if (plan.length === 0 && point % parts !== part) continue;
      for (let option = 0; option < (choices.options[point] ?? 0); option += 1) {
        if (findings.length >= MOST_FINDINGS) return;
        await explore([...plan, { point, option }]);
      }
    }
  };
  await explore([]);
  return { runs, findings };
}

/** Plays runs in which mishaps happen at random. A seed is replayed by naming it. */
export async function exploreSeeds(
  options: ExportWorldOptions,
  first: number,
  count: number,
): Promise<Exploration> {
  const findings: Finding[] = [];
  for (let seed = first; seed < first + count && findings.length < MOST_FINDINGS; seed += 1) {
    const wrong = await play(new RandomChoices(seed), options);
    if (wrong.length > 0) findings.push({ how: `SEED=${seed}`, wrong });
  }
  return { runs: count, findings };
}

/** One work order on its way, then everything once more: nothing may come of that. */
async function play(choices: Choices, options: ExportWorldOptions): Promise<string[]> {
  const world = new ExportWorld(choices, options);
  world.hint();
  await world.settle();
  // What met a bug five times waits for somebody to redrive it, twice here.
  for (let redrive = 0; redrive < 2; redrive += 1) {
    const dead = world.queue.dead.splice(0);
    world.replay(dead.map(({ body }) => JSON.parse(body) as never));
    await world.settle();
  }
  // Its cause may go as it came.
  for (let polls = 0; polls < MOST_POLLS && isStopped(world); polls += 1) {
    world.recheck();
    await world.settle();
  }
  const atRest = options.office ? brokenPromises : wrongAtRest;
  const wrong = atRest(world);
  if (wrong.length > 0) return wrong;
  const posts = world.vendors.posts;
  world.replay([...world.sent, ...world.sent]);
  await world.settle();
  return [
    ...(options.office ? [] : violations(world)),
    ...atRest(world),
    ...(world.vendors.posts === posts ? [] : ['a replayed message made another document']),
  ];
}

function isStopped({ entry }: ExportWorld): boolean {
  return entry?.state === 'failed' && entry.documentId === undefined;
}
