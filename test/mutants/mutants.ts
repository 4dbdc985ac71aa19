import { entityMutants } from './entity-mutants.ts';
import { importMutants } from './import-mutants.ts';
import type { Mutant } from './mutant.ts';
import { outsideMutants } from './outside-mutants.ts';
import { storeMutants } from './store-mutants.ts';

/** All bugs that the tests have to find. */
export const mutants: readonly Mutant[] = [
  ...outsideMutants,
  ...storeMutants,
  ...importMutants,
  ...entityMutants,
];
