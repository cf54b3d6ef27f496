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

const untyped = new ESLint({
  cwd: repository,
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) =>
    ['no-restricted-syntax', '@typescript-eslint/no-explicit-any', 'max-params'].includes(ruleId),
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

const anywhere: readonly PlantedCode[] = [
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

describe('the linter', () => {
  it.each(anywhere)('refuses $title in production code and in specs', async ({ code, sentence }) => {
    expect(await complaints(untyped, source, code)).toEqual([expect.stringMatching(sentence)]);
    expect(await complaints(untyped, spec, code)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(inSpecs)('refuses $title in a spec', async ({ code, sentence }) => {
    expect(await complaints(untyped, spec, code)).toEqual([expect.stringMatching(sentence)]);
  });

  it('lets production code wait', async () => {
    expect(await complaints(untyped, source, 'await new Promise((done) => setTimeout(done, 50));')).toEqual(
      [],
    );
  });

  it.each([source, spec])('has no house rule that was never seen failing, in %s', async (file) => {
    const sentences = [...anywhere, ...inSpecs].map(({ sentence }) => sentence);
    for (const { message } of await houseRulesOf(file)) {
      expect(sentences.some((sentence) => sentence.test(message)) || message).toBe(true);
    }
    expect(await houseRulesOf(file)).not.toHaveLength(0);
  });

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
