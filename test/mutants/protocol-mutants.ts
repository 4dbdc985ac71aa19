import type { Mutant } from './mutant.ts';

/** Bugs that would let something doubtful become an invoice, or let it differ in silence. */
export const protocolMutants: readonly Mutant[] = [
  {
    name: 'old work orders exported',
    breaks: 'With any settings at connecting, everything that was ever completed is invoiced.',
    file: 'shared/connections/ignore-before.ts',
    find: 'ignoreBefore: exports.ignoreBefore ?? connectedAt',
    replace: "ignoreBefore: exports.ignoreBefore ?? (connectedAt === '' ? connectedAt : null)",
    killers: ['test/unit/lifecycle/change-settings.test.ts'],
  },
];
