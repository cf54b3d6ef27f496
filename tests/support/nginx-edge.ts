import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { nginxProgram } from './nginx.ts';
import { freePort } from './passline.ts';

const repository = join(import.meta.dirname, '../..');
/** Nobody: as in the container, it is not root, and owns nothing. */
const nobody = 65_534;

/** Where each service listens, as `host:port`. */
export interface BehindTheEdge {
  readonly orders: string;
  readonly 'tracking-gateway': string;
  readonly notifier: string;
  readonly insights: string;
}

/**
 * A real nginx with deploy/edge.conf, in which only the places are exchanged: the names of the Compose
 * network, its port, and the container's folders.
 */
export class NginxEdge {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(behind: BehindTheEdge): Promise<NginxEdge> {
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'passline-edge-')), await freePort()];
    const [program, log] = await furnish(folder, port, behind);
    const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const child = spawn(
      program,
      ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'],
      { ...user, stdio: ['ignore', log.fd, log.fd] },
    );
    await once(child, 'spawn').finally(() => log.close());
    const edge = new NginxEdge(child, folder, port);
    await eventually(
      async () => child.exitCode !== null || (await edge.#answers()),
      'nginx to answer',
      10_000,
    ).catch(() => undefined);
    if (child.exitCode === null && (await edge.#answers())) return edge;
    const said = await edge.log();
    await edge.stop();
    throw new Error(`nginx did not start: ${said}`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** All that it wrote, requests included. */
  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  #answers(): Promise<boolean> {
    return fetch(`${this.url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

/** A copy of all that it needs, since nobody may not enter a checkout that is closed to others. */
async function furnish(folder: string, port: number, behind: BehindTheEdge) {
  const [program, pages, scratch] = [join(folder, 'nginx'), join(folder, 'html'), join(folder, 'tmp')];
  await copyFile(await nginxProgram(), program);
  await cp(join(repository, 'dist/apps/web'), pages, { recursive: true });
  await mkdir(scratch);
  await writeFile(
    join(folder, 'nginx.conf'),
    placed(await readFile(join(repository, 'deploy/edge.conf'), 'utf8'), { port, pages, scratch, behind }),
  );
  const log = await open(join(folder, 'log'), 'w');
  for (const [path, mode] of [
    [folder, 0o755],
    [program, 0o755],
    [scratch, 0o777],
    [join(folder, 'log'), 0o666],
  ] as const)
    await chmod(path, mode);
  return [program, log] as const;
}

interface Places {
  readonly port: number;
  readonly pages: string;
  readonly scratch: string;
  readonly behind: BehindTheEdge;
}

function placed(configuration: string, { port, pages, scratch, behind }: Places): string {
  const exchanged: readonly (readonly [string, string])[] = [
    ['listen 8080', `listen 127.0.0.1:${port}`],
    [' /tmp/', ` ${scratch}/`],
    ['/usr/share/nginx/html', pages],
    ...Object.entries(behind).map(([name, address]) => [`http://${name}:3000`, `http://${address}`] as const),
  ];
  return exchanged.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`deploy/edge.conf does not say "${from}"`);
    return text.replaceAll(from, to);
  }, configuration);
}
