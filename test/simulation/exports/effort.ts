import { stdout } from 'node:process';
import { replayed, sampled } from '../../support/depth.ts';
import type { Exploration } from './explore.ts';

/** How many mishaps may meet, and how many random runs are played, of drafts and final invoices each. */
export const DEPTH = sampled(3, 2);
export const SEEDS = sampled(50_000, 1_000);
/** Over HTTP a run takes so much longer. */
export const HTTP_SEEDS = sampled(100, 8);
/** Of single mishaps over HTTP, and of pairs of them, this part is played; the seed decides which. */
export const HTTP_SINGLES = sampled(1, 0.3);
export const HTTP_PAIRS = sampled(0.3, 0.06);
/** A seed to replay alone. */
export const SEED = replayed.seed;
/** For one test, however deep it goes and whatever else the machine does. */
export const LONGEST_MS = 1_200_000;

/** Says how much was played. */
export function report(what: string, { runs }: Exploration): void {
  stdout.write(`exports, ${what}: ${runs} runs\n`);
}
