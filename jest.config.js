const common = {
  collectCoverageFrom: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.cache'],
};

/** @type {import('jest').Config} */
export default {
  // Machines that are busy; no test takes a tenth of it alone on one that is not, unless it says so itself.
  testTimeout: 120_000,
  // Two flow tests at once already keep two cores busy with the functions they start.
  maxWorkers: 2,
  // Modules of test files are never freed; a worker that is full of them spends its time collecting garbage.
  workerIdleMemoryLimit: '800MB',
  // `npm run coverage`; the bundled functions of flow tests run in processes of their own and do not count.
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'html'],
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
