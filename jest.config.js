const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.cache'],
};

/** @type {import('jest').Config} */
export default {
  // Machines that are busy.
  testTimeout: 30_000,
  // Two flow tests at once already keep two cores busy with the functions they start.
  maxWorkers: 2,
  // Modules of test files are never freed; a worker that is full of them spends its time collecting garbage.
  workerIdleMemoryLimit: '800MB',
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    {
      ...common,
      displayName: 'infra',
      testMatch: ['<rootDir>/test/infra/**/*.test.ts'],
      globalSetup: '<rootDir>/test/infra/templates.ts',
    },
    { ...common, displayName: 'simulation', testMatch: ['<rootDir>/test/simulation/**/*.test.ts'] },
    {
      ...common,
      displayName: 'flow',
      testMatch: ['<rootDir>/test/flow/**/*.test.ts'],
      // The stack is synthesised and bundled once for all flow tests.
      globalSetup: '<rootDir>/test/support/synthesise-once.ts',
    },
  ],
};
