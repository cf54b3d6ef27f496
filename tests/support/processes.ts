import { readdir, readFile, readlink } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * The living processes that have one of the marks (a data folder, "PORT=3000") in their command line, their
 * environment or their working folder: children inherit the latter two, however they name themselves. Read
 * from Linux's /proc.
 */
export async function processesWith(...marks: readonly string[]): Promise<readonly RunningProcess[]> {
  const pids = (await readdir('/proc'))
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const found = await Promise.all(pids.map((pid) => look(pid, marks)));
  return found.filter((one) => one !== null);
}

async function look(pid: number, marks: readonly string[]): Promise<RunningProcess | null> {
  const [command, environment, folder] = await Promise.all([
    words(`/proc/${pid}/cmdline`),
    words(`/proc/${pid}/environ`),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  // What has ended and was not yet collected by its parent has no command line left.
  if (command.length === 0) return null;
  const isMarked = marks.some(
    (mark) =>
      command.some((word) => word.includes(mark)) ||
      environment.some((entry) => entry === mark || entry.endsWith(`=${mark}`)) ||
      folder.startsWith(mark),
  );
  return isMarked ? { pid, command: command.join(' ') } : null;
}

async function words(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\0').filter((word) => word !== '');
}

/** Whether a process has this end of a TCP connection over IPv4. */
export async function hasLocalPort(pid: number, port: number): Promise<boolean> {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = (await readFile(`/proc/${pid}/net/tcp`, 'utf8'))
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const inodes = rows.filter(([, local = '']) => local.endsWith(end)).map((row) => row[9]);
  const open = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return inodes.some((inode) => targets.includes(`socket:[${String(inode)}]`));
}
