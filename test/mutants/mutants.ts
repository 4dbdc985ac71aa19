import { billMutants } from './bill-mutants.ts';
import { apiMutants } from './api-mutants.ts';
import { connectionMutants } from './connection-mutants.ts';
import { exportMutants } from './export-mutants.ts';
import { entityMutants } from './entity-mutants.ts';
import { importMutants } from './import-mutants.ts';
import { invoiceMutants } from './invoice-mutants.ts';
import type { Mutant } from './mutant.ts';
import { protocolMutants } from './protocol-mutants.ts';
import { outsideMutants } from './outside-mutants.ts';
import { storeMutants } from './store-mutants.ts';
import { vendorChangeMutants } from './vendor-change-mutants.ts';
import { textMutants } from './text-mutants.ts';

/** All bugs that the tests have to find. */
export const mutants: readonly Mutant[] = [
  ...outsideMutants,
  ...storeMutants,
  ...importMutants,
  ...connectionMutants,
  ...entityMutants,
  ...invoiceMutants,
  ...billMutants,
  ...exportMutants,
  ...vendorChangeMutants,
  ...textMutants,
  ...protocolMutants,
  ...apiMutants,
];
