import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from './compose-file.ts';

const dockerfile = readFileSync(join(repository, 'deploy/Dockerfile'), 'utf8');
const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
};

const kindsLeftOut = [...dockerfile.matchAll(/--omit=(dev|optional)/g)].map(
  ([, kind]) => kind as 'dev' | 'optional',
);
const foldersLeftOut = [...dockerfile.matchAll(/rm -rf (node_modules\/\S+)/g)].map(
  ([, folder]) => folder ?? '',
);

/** The packages of this checkout that the image keeps, those within others aside, which come along. */
const kept = Object.entries(lock.packages)
  .filter(
    ([path, entry]) =>
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) &&
      existsSync(join(repository, path)) &&
      !kindsLeftOut.some((kind) => entry[kind] === true),
  )
  .map(([path]) => path)
  .filter((path) => !foldersLeftOut.some((folder) => path.startsWith(`${folder}/`)));

describe('the image of the services', () => {
  let app: string;

  // As in the image: the manifest, what was built, and the packages; links stand for copies.
  beforeAll(async () => {
    app = await mkdtemp(join(tmpdir(), 'passline-image-'));
    for (const path of ['package.json', 'dist', ...kept]) {
      await mkdir(dirname(join(app, path)), { recursive: true });
      await symlink(join(repository, path), join(app, path));
    }
  });

  afterAll(() => rm(app, { recursive: true, force: true }));

  async function run(file: string, ...args: readonly string[]): Promise<string> {
    const links = ['--preserve-symlinks', '--preserve-symlinks-main'];
    const child = spawn(process.execPath, [...links, join(app, file), ...args], {
      cwd: app,
      env: { PATH: process.env['PATH'], DATABASE_URL: 'postgres://passline@127.0.0.1:1/none' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (printed += text.toString('utf8')));
    await once(child, 'close');
    return printed;
  }

  it('leaves out what is for development alone', () => {
    expect(kept).not.toContain('node_modules/jest');
    expect(kept).toContain('node_modules/fastify');
  });

  it.each(['orders', 'tracking-gateway', 'notifier', 'insights'])(
    'has every package that %s loads: it comes as far as asking for its settings',
    async (name) => {
      expect(await run(`dist/apps/${name}/src/bundle/main.js`)).toMatch(/^SERVICE_CLIENT_ID: [^\n]*\n$/);
    },
  );

  it.each(['migrate', 'admin', 'dead-letters', 'history-verify', 'insights-backfill'])(
    'has every package that the command %s loads',
    async (name) => {
      expect(await run(`dist/apps/standalone/src/commands/${name}.js`, '--help')).toMatch(/^Usage: npm run /);
    },
  );
});
