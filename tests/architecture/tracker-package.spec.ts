import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '../..');
const tracker = join(repository, 'libs/tracker');
const run = promisify(execFile);
const plain = { env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } };

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly sideEffects: readonly string[];
}

const placesIn = (exports: Manifest['exports']): string[] =>
  Object.values(exports).flatMap((place) => (typeof place === 'string' ? [place] : Object.values(place)));

describe('the package @passline/tracker', () => {
  let folder: string;
  let packed: Packed;
  let manifest: Manifest;
  /** A project that has installed it, beside what it needs. */
  let project: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passline-tracker-'));
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      { ...plain, cwd: tracker },
    );
    packed = (JSON.parse(stdout) as [Packed])[0];
    manifest = JSON.parse(await readFile(join(tracker, 'package.json'), 'utf8')) as Manifest;
    project = join(folder, 'project');
    await mkdir(join(project, 'node_modules/@passline'), { recursive: true });
    await run('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
    await symlink(join(folder, 'package'), join(project, 'node_modules/@passline/tracker'));
    // What the package needs is looked for from where it really lies.
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(project, 'package.json'), '{"type": "module"}');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const paths = (): string[] => packed.files.map(({ path }) => path);

  it('ships what it is built into, how to use it and its licence, and nothing else', () => {
    const strange = paths().filter(
      (path) =>
        !/^(dist\/.*\.(js|js\.map|d\.ts)|dist\/LICENSES\.md|package\.json|README\.md|LICENSE)$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(paths()).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
  });

  it('ships every file that it names', () => {
    const named = [...placesIn(manifest.exports), ...manifest.sideEffects].map((place) =>
      place.replace('./', ''),
    );
    expect(named.filter((place) => !paths().includes(place))).toEqual([]);
  });

  it('is imported where there is no browser, as when a server draws the page', async () => {
    const script = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { OrderTracking } from '@passline/tracker';
      import '@passline/tracker/element';
      import { OrderStatusTracker, useOrderTracking } from '@passline/tracker/react';
      import * as vue from '@passline/tracker/vue';
      import { createSSRApp, h } from 'vue';
      import { renderToString as renderVue } from 'vue/server-renderer';
      const token = 'x'.repeat(22) + '.s';
      const React = () => createElement('p', null, useOrderTracking({ token }).connectionStatus, createElement(OrderStatusTracker, { token }));
      const Vue = { setup: () => { const { connectionStatus } = vue.useOrderTracking({ token }); return () => h('p', [connectionStatus.value, h(vue.OrderStatusTracker, { token })]); } };
      console.log(typeof OrderTracking, renderToString(createElement(React)), await renderVue(createSSRApp(Vue)));
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      ...plain,
      cwd: project,
    });
    expect(stdout).toMatch(
      /^function <p>disconnected<order-status-tracker.*<\/p> <p>disconnected<order-status-tracker.*<\/p>/,
    );
  });

  it('tells TypeScript what an order looks like, without the packages that only this repository has', async () => {
    const source = `
      import { OrderTracking, type Snapshot } from '@passline/tracker';
      import type { StatusUpdatedEvent } from '@passline/tracker/element';
      import { useOrderTracking } from '@passline/tracker/react';
      import { useOrderTracking as useInVue } from '@passline/tracker/vue';
      export const status = (order: Snapshot): 'cooking' | undefined => (order.status === 'cooking' ? order.status : undefined);
      // @ts-expect-error a status is no number
      export const wrong = (order: Snapshot): number => order.status;
      // @ts-expect-error there is no such status
      export const never = (order: Snapshot): boolean => order.status === 'burnt';
      export const heard = ({ detail }: StatusUpdatedEvent): number => detail.snapshot.version + (document.querySelector('order-status-tracker')?.snapshot?.version ?? 0);
      export const step = new OrderTracking({ token: 'x' }).state.orderStatus?.steps[0]?.state;
      export const inReact = (): 'connected' | 'polling' | 'disconnected' | 'error' => useOrderTracking({ token: 'x', onError: ({ code }) => code }).connectionStatus;
      export const inVue = (): string | null | undefined => useInVue({ token: 'x' }).orderStatus.value?.estimate?.ready_to;
    `;
    await writeFile(join(project, 'page.ts'), source);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable'],
      skipLibCheck: true,
      types: [],
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
    const check = run(
      process.execPath,
      [join(repository, 'node_modules/typescript/bin/tsc'), '-p', project],
      plain,
    );
    expect(await check.catch((error: unknown) => error)).toMatchObject({ stdout: '' });
    const types = await readFile(join(folder, 'package/dist/types/contracts.d.ts'), 'utf8');
    expect(types).not.toMatch(/\bimport\b|\bany\b/);
  }, 60_000);
});

describe('the weight of the tracker', () => {
  const weigh = (...most: readonly string[]) =>
    run(process.execPath, [join(repository, 'dist/tools/tracker-package/size.js'), ...most], plain);

  it('is at most 25 kB gzipped, and 40 kB with socket.io-client', async () => {
    const { stdout } = await weigh();
    process.stdout.write(stdout);
    expect(stdout).toMatch(/client and element +[\d.]+ kB of 25 kB[^]*socket\.io-client +[\d.]+ kB of 40 kB/);
  });

  it('fails the build when it is more', async () => {
    await expect(weigh('--most', '10')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('✗ tracker: client and element'),
    });
    await expect(weigh('--most-in-all', '20')).rejects.toMatchObject({ code: 1 });
  });
});
