import { env, stdout } from 'node:process';
import type { Exploration } from './explore.ts';

/** How far drafts and final invoices are explored, each: further with `npm run test:simulation`. */
export const DEPTH = Number(env.EXPORT_DEPTH ?? 2);
export const SEEDS = Number(env.EXPORT_SEEDS ?? 2_000);
/** Over HTTP a run takes so much longer. */
export const HTTP_SEEDS = Math.min(SEEDS / 80, 100);
/** A seed to replay alone. */
export const SEED = env.SEED === undefined ? undefined : Number(env.SEED);
/** For one test, however deep it goes and whatever else the machine does. */
export const LONGEST_MS = 1_200_000;

/** Says how much was played. */
export function report(what: string, { runs }: Exploration): void {
  stdout.write(`exports, ${what}: ${runs} runs\n`);
}
