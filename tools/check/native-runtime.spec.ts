import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
let folder: string;

/** Two specs of one worker, the second of which finds whatever the first has left behind. */
const planted = {
  'libs/money/src/index.ts': 'export const minorUnits = (): number => 2;\n',
  'state.ts': 'export const state = { times: 0 };\n',
  'first.spec.ts': `import { it, jest, expect } from '@jest/globals';
    import { state } from './state.ts';
    jest.setTimeout(60_000);
    it('leaves much behind', () => {
      state.times += 1;
      process.env['LEFT'] = 'behind';
      (globalThis as { left?: string }).left = 'behind';
      jest.spyOn(Math, 'random').mockReturnValue(0.5);
      jest.useFakeTimers();
      jest.setSystemTime(0);
      process.exit = Object.assign(() => undefined, { planted: true }) as never;
      expect([state.times, Math.random(), Date.now()]).toEqual([1, 0.5, 0]);
    });`,
  'second.spec.ts': `import { it, jest, expect } from '@jest/globals';
    import { state } from './state.ts';
    it('finds nothing of it', () => {
      expect([state.times, process.env['LEFT'], 'left' in globalThis]).toEqual([0, undefined, false]);
      expect([Math.random(), Math.random()]).not.toEqual([0.5, 0.5]);
      expect(Date.now()).toBeGreaterThan(1e12);
      expect('planted' in process.exit).toBe(false);
      const states = Object.getOwnPropertySymbols(globalThis).map(String);
      expect(states.filter((name) => name === 'Symbol(JEST_STATE_SYMBOL)')).toHaveLength(1);
    });
    it('has its own patience', async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    });`,
  'mocked.spec.ts': `import { it, jest, expect } from '@jest/globals';
    import * as money from '#libs/money';
    jest.unstable_mockModule('#libs/money', () => ({ ...money, minorUnits: () => 3 }));
    const { digits } = await import('./digits.ts');
    it('has a module in the place of another', () => {
      expect([money.minorUnits(), digits()]).toEqual([2, 3]);
    });`,
  'digits.ts': `import { minorUnits } from '#libs/money';
    export const digits = (): number => minorUnits();\n`,
  'unmocked.spec.ts': `import { it, expect } from '@jest/globals';
    import { digits } from './digits.ts';
    it('has the module itself', () => { expect(digits()).toBe(2); });`,
  'element.spec.ts': `import { it, expect } from '@jest/globals';
    import { LitElement } from 'lit';
    class Planted extends LitElement {}
    customElements.define('planted-element', Planted);
    it('has an element', () => { expect(customElements.get('planted-element')).toBe(Planted); });`,
  'same-element.spec.ts': `import { it, expect } from '@jest/globals';
    import { LitElement } from 'lit';
    class Planted extends LitElement {}
    customElements.define('planted-element', Planted);
    it('has its own element of the same name', () => { expect(customElements.get('planted-element')).toBe(Planted); });`,
  'failing.spec.ts': `import { it, expect } from '@jest/globals';
    interface Unneeded { readonly a: number }

    it('says where it failed', () => {
      expect(1).toBe(2); // here
    });`,
};

const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
let results: Record<string, { status: string; failure: string }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passline-specs-'));
  for (const [name, text] of Object.entries(planted)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const native = join(root, 'tools/check');
  await writeFile(
    join(folder, 'jest.config.json'),
    JSON.stringify({
      runtime: join(native, 'native.runtime.js'),
      testEnvironment: join(native, 'native.environment.js'),
      testMatch: ['**/*.spec.ts'],
      transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024' }, module: { type: 'es6' } }] },
      testTimeout: 1_000,
    }),
  );
  const order = ['first', 'second', 'mocked', 'unmocked', 'element', 'same-element', 'failing'].map(
    (name) => `${name}.spec.ts`,
  );
  const sequence = `import Sequencer from '@jest/test-sequencer';
    const order = ${JSON.stringify(order)};
    const place = ({ path }) => order.findIndex((name) => path.endsWith('/' + name));
    export default class extends Sequencer {
      sort(tests) { return [...tests].sort((one, other) => place(one) - place(other)); }
    }`;
  await writeFile(join(folder, 'sequence.mjs'), sequence);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--json', '-i', '--testSequencer', './sequence.mjs'],
    { cwd: folder, encoding: 'utf8' },
  );
  const parsed = resultsSchema.safeParse(JSON.parse(stdout || '{}'));
  if (!parsed.success) throw new Error(stderr);
  results = Object.fromEntries(
    parsed.data.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ title, status, failureMessages }) => [
        title,
        { status, failure: failureMessages.join('\n') },
      ]),
    ),
  );
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('specs of one worker', () => {
  it.each([
    ['leaves much behind', 'passed'],
    ['finds nothing of it', 'passed'],
    ['has its own patience', 'failed'],
    ['has a module in the place of another', 'passed'],
    ['has the module itself', 'passed'],
    ['has an element', 'passed'],
    ['has its own element of the same name', 'passed'],
    ['says where it failed', 'failed'],
  ])('share no state: one that %s %s', (title, status) => {
    expect(results[title]).toMatchObject({ status });
  });

  it('are given up after their own time', () => {
    expect(results['has its own patience']?.failure).toContain('Exceeded timeout of 1000 ms');
  });

  it('say where they failed by the line of the source', () => {
    expect(results['says where it failed']?.failure).toMatch(/failing\.spec\.ts\S*:5:/);
  });
});
