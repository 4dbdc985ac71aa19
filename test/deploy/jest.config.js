/**
 * Started by `npm run test:deploy` only, which starts the emulator first; `npm test` knows nothing of it.
 *
 * @type {import('jest').Config}
 */
export default {
  rootDir: '../..',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.cache'],
  // The CDK CLI takes ten seconds on a machine that has nothing else to do.
  testTimeout: 180_000,
  testMatch: ['<rootDir>/test/deploy/**/*.test.ts'],
};
