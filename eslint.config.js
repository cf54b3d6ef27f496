import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const specs = ['**/*.spec.ts'];
const tests = [...specs, '**/*.contract.ts', 'tests/**'];
const configs = [
  '**/{eslint,jest,vite}.config.{js,ts}',
  '**/*.{environment,reporter,runtime,setup,teardown}.js',
  '**/*.cjs',
];

/** House rules that no plugin knows; the message is the sentence their offender reads. */
const noEnum = {
  selector: 'TSEnumDeclaration',
  message:
    'An enum is a second kind of type: write an `as const` object and a union of the same name instead.',
};
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message:
    'A default export has another name at each import: export it by name, so that it is found everywhere.',
};
const noQueryRunner = {
  selector: 'CallExpression[callee.property.name="createQueryRunner"]',
  message: 'A query runner that is released does not roll back: use `dataSource.transaction(…)` instead.',
};
const noOnlyOrSkip = {
  selector: [
    'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
    'CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe|xtest)$/]',
  ].join(', '),
  message: 'A test that is skipped, or alone, hides the others: let it run, or delete it.',
};
const noSleep = {
  selector: [
    'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
    'ImportDeclaration[source.value="node:timers/promises"]',
    'ImportDeclaration[source.value="timers/promises"]',
  ].join(', '),
  message:
    'A sleep is too short on a slow machine and too long on a fast one: await `eventually(…)`, or move an injected clock.',
};
/** Nest calls what is named so; only with the interface does a slip in the name not compile. */
const lifecycleHooks = {
  onModuleInit: 'OnModuleInit',
  onModuleDestroy: 'OnModuleDestroy',
  onApplicationBootstrap: 'OnApplicationBootstrap',
  beforeApplicationShutdown: 'BeforeApplicationShutdown',
  onApplicationShutdown: 'OnApplicationShutdown',
  afterInit: 'OnGatewayInit',
  handleConnection: 'OnGatewayConnection',
  handleDisconnect: 'OnGatewayDisconnect',
};
const noUndeclaredHook = Object.entries(lifecycleHooks).map(([hook, declared]) => ({
  selector: [
    `:matches(ClassDeclaration, ClassExpression):not(:has(> TSClassImplements[expression.name="${declared}"]))`,
    `ClassBody > :matches(MethodDefinition, PropertyDefinition)[key.name="${hook}"]`,
  ].join(' > '),
  message: `Nest calls this by its name alone: declare it with \`implements ${declared}\`, so that a slip does not compile.`,
}));
/** Where a value stands in a text is counted by `sql`, which tests of the whole do without. */
const sqlWords = '/\\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|VALUES)\\b/';
const noNumberedParameter = {
  selector: [
    `TemplateLiteral:has(> TemplateElement[value.raw=${sqlWords}]):has(> TemplateElement[value.raw=/[$][0-9]/])`,
    `Literal[value=${sqlWords}][value=/[$][0-9]/]`,
  ].join(', '),
  message:
    'A parameter that is numbered by hand is soon another one: write sql`… ${value} …` with libs/postgres instead.',
};
const house = [noEnum, noDefaultExport, noQueryRunner, ...noUndeclaredHook];
const refuse = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/coverage/', '**/.passline/', '**/.kafka/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A Nest module is an empty class under a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { args: 'after-used', ignoreRestSiblings: true }],
      '@typescript-eslint/no-empty-function': [
        'error',
        { allow: ['private-constructors', 'protected-constructors', 'decoratedFunctions'] },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An empty string is "not given" in forms and settings.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // An entity's row and a library's options are plain objects of the same shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A method that answers a port's promise is async even where this adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Both read well: `interface` for what is implemented, `type` for plain facts.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      // The formatter breaks code, not comments.
      'max-len': [
        'error',
        {
          code: 110,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
          ignorePattern: 'eslint-disable',
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-params': ['error', 5],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      ...refuse(...house, noNumberedParameter),
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: tests, rules: refuse(...house, noOnlyOrSkip) },
  { files: specs, rules: refuse(...house, noOnlyOrSkip, noSleep, noNumberedParameter) },
  // Of the template itself, and of tests that ask a database as its owner.
  {
    files: ['tests/**/*.spec.ts', 'libs/postgres/**/*.spec.ts'],
    rules: refuse(...house, noOnlyOrSkip, noSleep),
  },
  // A sheet of styles has one declaration a line, and belongs to one element.
  { files: ['**/*.styles.ts'], rules: { 'max-lines': 'off' } },
  // The SQL of a migration stays together.
  {
    files: ['**/*.migration.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', ...refuse(...house) },
  },
  { files: configs, rules: refuse(noEnum) },
  { files: ['**/*.{js,cjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['**/examples/**/*.js'],
    languageOptions: { globals: { document: 'readonly', location: 'readonly' } },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
