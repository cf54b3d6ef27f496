/** @type {import('jest').Config} */
export default {
  runtime: '<rootDir>/tools/check/native.runtime.js',
  testEnvironment: '<rootDir>/tools/check/native.environment.js',
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
