import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['cdk.out/', 'coverage/', '.cache/', '.venv/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // What comes in is parsed with zod; a cast would only claim it.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-console': 'error',
    },
  },
  {
    // The two places with an env schema are excepted.
    files: ['shared/**/*.ts', 'functions/**/*.ts'],
    ignores: ['shared/environment.ts', 'functions/easybill-webhook/environment.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: [
            "MemberExpression[object.name='process'][property.name='env']",
            "MemberExpression[object.name='process'][computed=true]",
            "VariableDeclarator[init.name='process']",
            "Identifier[name='globalThis']",
          ].join(','),
          message: 'Read the environment through an env schema.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            message: 'Read the environment through an env schema.',
          })),
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests look into answers of the outside, whose shape is what they test.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['itInFull', 'itInFull.each'] }],
      // Flow tests assert through helpers that wait for what the outside sees; the helper's name says so.
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', '**.assert', 'eventually'] },
      ],
    },
  },
);
