import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';

interface HouseRule {
  readonly message: string;
}
interface PlantedCode {
  readonly title: string;
  readonly sentence: RegExp;
  readonly code: string;
}

const repository = join(import.meta.dirname, '../..');
const source = join(repository, 'libs/contracts/src/problem.ts');
const spec = join(repository, 'tests/architecture/lint.spec.ts');
const besideSource = join(repository, 'libs/contracts/src/problem.spec.ts');
const migration = join(repository, 'apps/notifier/src/database/data-source.migration.ts');

const untyped = new ESLint({
  cwd: repository,
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) =>
    ['no-restricted-syntax', '@typescript-eslint/no-explicit-any', 'max-params', 'max-len'].includes(ruleId),
});
const typed = new ESLint({
  cwd: repository,
  ruleFilter: ({ ruleId }) =>
    ['@typescript-eslint/no-floating-promises', '@typescript-eslint/no-unsafe-return'].includes(ruleId),
});

const complaints = async (eslint: ESLint, filePath: string, code: string) => {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
};

const houseRulesOf = async (filePath: string) => {
  const config = (await untyped.calculateConfigForFile(filePath)) as {
    readonly rules: Readonly<Record<string, readonly unknown[]>>;
  };
  return (config.rules['no-restricted-syntax'] ?? []).slice(1) as readonly HouseRule[];
};

const lifecycleHooks = {
  onModuleInit: 'OnModuleInit',
  onModuleDestroy: 'OnModuleDestroy',
  onApplicationBootstrap: 'OnApplicationBootstrap',
  beforeApplicationShutdown: 'BeforeApplicationShutdown',
  onApplicationShutdown: 'OnApplicationShutdown',
  afterInit: 'OnGatewayInit',
  handleConnection: 'OnGatewayConnection',
  handleDisconnect: 'OnGatewayDisconnect',
} as const;

const anywhere: readonly PlantedCode[] = [
  ...Object.entries(lifecycleHooks).map(([hook, declared]) => ({
    title: `${hook} of a class that does not say so`,
    sentence: new RegExp(`implements ${declared}`),
    code: `export class Pump implements Other { ${hook}() { return 1; } }`,
  })),
  {
    title: 'a hook that is a property',
    sentence: /implements OnModuleInit/,
    code: 'export class Pump { readonly onModuleInit = () => 1; }',
  },
  { title: 'an enum', sentence: /An enum is/, code: 'export enum Colour { Red }' },
  { title: 'a default export', sentence: /A default export/, code: 'export default 1;' },
  {
    title: 'a default export by another way',
    sentence: /A default export/,
    code: 'const a = 1; export { a as default };',
  },
  {
    title: 'a query runner',
    sentence: /A query runner/,
    code: 'export const run = (data) => data.createQueryRunner();',
  },
];

const inSpecs: readonly PlantedCode[] = [
  ...[
    'it.only',
    'it.skip',
    'describe.only',
    'describe.skip',
    'it.todo',
    'it.failing',
    'xit',
    'fdescribe',
  ].map((call) => ({
    title: `a test under ${call}`,
    sentence: /skipped, or alone/,
    code: `${call}('refuses', () => 1);`,
  })),
  {
    title: 'a table of tests left alone',
    sentence: /skipped, or alone/,
    code: "it.only.each([1])('refuses %i', () => 1);",
  },
  { title: 'a sleep', sentence: /A sleep is/, code: 'await new Promise((done) => setTimeout(done, 50));' },
  { title: 'a sleep from the timers', sentence: /A sleep is/, code: "import 'node:timers/promises';" },
];

const numbered = /numbered by hand/;
const inSql: readonly PlantedCode[] = [
  ['a string', "query('SELECT name FROM accounts WHERE account_id = $1', [id])"],
  ['a template', 'query(`UPDATE orders SET version = $2 WHERE order_id = ${id}`)'],
  ['a template whose words stand apart', 'query(`DELETE FROM ${table} AND order_id = $1`, [id])'],
  ['a constant', "const insert = 'INSERT INTO outbox VALUES ($1, $2)';"],
].map(([title = '', code = '']) => ({ title, sentence: numbered, code }));

describe('the linter', () => {
  it.each(inSql)('refuses parameters that are numbered by hand in $title of SQL', async ({ code }) => {
    for (const file of [source, besideSource])
      expect(await complaints(untyped, file, code)).toEqual([expect.stringMatching(numbered)]);
    for (const file of [spec, migration]) expect(await complaints(untyped, file, code)).toEqual([]);
  });

  it.each([
    'query(sql`SELECT name FROM accounts WHERE account_id = ${id}`)',
    "text.replace(/(.)b/, '$1')",
    "const price = '$12.50 FROMAGE';",
    "const asked = 'SELECT 1 FROM orders';",
  ])('lets %s be', async (code) => {
    expect(await complaints(untyped, source, code)).toEqual([]);
  });

  it.each(anywhere)('refuses $title in production code and in specs', async ({ code, sentence }) => {
    expect(await complaints(untyped, source, code)).toEqual([expect.stringMatching(sentence)]);
    expect(await complaints(untyped, spec, code)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(inSpecs)('refuses $title in a spec', async ({ code, sentence }) => {
    expect(await complaints(untyped, spec, code)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(Object.entries(lifecycleHooks))(
    'lets a class have %s that implements %s',
    async (hook, declared) => {
      const code = `export class Pump implements Other, ${declared} { ${hook}() { return 1; } }`;
      expect(await complaints(untyped, source, code)).toEqual([]);
    },
  );

  it.each([
    ['code', `export const most = ${'1 + '.repeat(25)}1;`],
    ['a comment', `// ${'Why it is so. '.repeat(8)}`],
    ['a docstring', `/** ${'Why it is so. '.repeat(8)}*/`],
  ])('refuses a line of %s beyond 110 columns', async (_what, code) => {
    expect(code.length).toBeGreaterThan(110);
    for (const file of [source, spec])
      expect(await complaints(untyped, file, code)).toEqual([
        expect.stringMatching(/Maximum allowed is 110/),
      ]);
    expect(await complaints(untyped, source, code.slice(0, 110))).not.toContainEqual(
      expect.stringMatching(/Maximum allowed/),
    );
  });

  it('lets production code wait', async () => {
    expect(await complaints(untyped, source, 'await new Promise((done) => setTimeout(done, 50));')).toEqual(
      [],
    );
  });

  it.each([source, spec, besideSource])(
    'has no house rule that was never seen failing, in %s',
    async (file) => {
      const sentences = [...anywhere, ...inSpecs, ...inSql].map(({ sentence }) => sentence);
      for (const { message } of await houseRulesOf(file)) {
        expect(sentences.some((sentence) => sentence.test(message)) || message).toBe(true);
      }
      expect(await houseRulesOf(file)).not.toHaveLength(0);
    },
  );

  it('refuses `any`', async () => {
    expect(await complaints(untyped, source, 'export const a: any = 1;')).toEqual([
      expect.stringMatching(/Unexpected any/),
    ]);
  });

  it('refuses a sixth parameter', async () => {
    expect(
      await complaints(untyped, source, 'export const f = (a, b, c, d, e, g) => [a, b, c, d, e, g];'),
    ).toHaveLength(1);
  });

  it('knows types: refuses a promise that nobody awaits, and an `any` that slips through', async () => {
    const code = 'const later = async () => JSON.parse("1");\nlater();\n';
    expect(await complaints(typed, source, code)).toEqual([
      expect.stringMatching(/Unsafe return/),
      expect.stringMatching(/Promises must be awaited/),
    ]);
  });
});

/** The formatter's gate, over code as if it stood in that file. @returns its exit code, and what it said */
function checkFormat(file: string, code: string): { readonly code: number | null; readonly said: string } {
  const program = join(repository, 'node_modules/prettier/bin/prettier.cjs');
  const { status, stdout } = spawnSync(
    process.execPath,
    [program, '--check', '--stdin-filepath', join(repository, file)],
    { cwd: repository, input: code, encoding: 'utf8' },
  );
  return { code: status, said: stdout.trim() };
}

describe('the formatter', () => {
  const line = `export const sum = ${'1000 + '.repeat(12)}1;`;
  const kept = `${line}\n`;

  it('passes what it laid out itself, at 110 columns', () => {
    expect(line.length).toBeGreaterThan(80);
    expect(checkFormat('libs/contracts/src/problem.ts', kept)).toMatchObject({ code: 0 });
  });

  it.each([
    ['a missing space', kept.replace(' = ', '= ')],
    ['another indentation', `export function one() {\n    return 1;\n}\n`],
    ['double quotes', 'export const one = "1";\n'],
    ['a missing semicolon', 'export const one = 1\n'],
    ['a line that is broken before it is full', kept.replace(' + 1;', ' +\n  1;')],
    ['a line that is not broken when it is full', `export const sum = ${'1000 + '.repeat(20)}1;\n`],
  ])('refuses %s, in production code, in specs and in configurations', (_what, code) => {
    for (const file of ['libs/contracts/src/problem.ts', 'tests/architecture/lint.spec.ts', 'jest.config.js'])
      expect(checkFormat(file, code)).toMatchObject({ code: 1, said: '(stdin)' });
  });

  it.each(['format:check', 'lint'])(
    'runs over everything in what CI runs, as the linter does: %s',
    (script) => {
      const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
        readonly scripts: Readonly<Record<string, string>>;
      };
      expect(scripts[script]).toMatch(/^(prettier --check|eslint) \./);
      expect(scripts['check']).toContain(`npm run ${script}`);
    },
  );
});
