import { it } from '@jest/globals';
import { isFull } from './depth.ts';

/**
 * A test that the sample leaves out, and shows as skipped: one that takes long, and whose rule a faster test holds up as
 * well, elsewhere.
 */
export const itInFull: typeof it | typeof it.skip = isFull ? it : it.skip;
