/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // The manifest beside the tracker is the published one, and cannot say where '#libs/*' is.
  moduleNameMapper: { '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tests', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testMatch: ['**/*.spec.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/tools/check/shared-postgres.setup.js',
  globalTeardown: '<rootDir>/tools/check/shared-postgres.teardown.js',
  testTimeout: 30_000,
  maxWorkers: 3,
  reporters: ['default', '<rootDir>/tools/check/totals.reporter.js'],
};
