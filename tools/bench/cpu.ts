import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for all who ask, whatever its kernel's own clock. */
const ticksPerSecond = 100;

interface ProcessCpu {
  readonly pid: number;
  readonly parent: number;
  /** Of its own, in seconds. */
  readonly spent: number;
  /** Of children that have ended. */
  readonly spentByEnded: number;
}

/** The CPU that a process has spent so far, in seconds; NaN where there is no `/proc` to read it from. */
export const cpuOf = (pid: number): number => statOf(pid)?.spent ?? Number.NaN;

/** The same of a PostgreSQL with all its processes, found by one of its backends. */
export function cpuOfServer(backend: number): number {
  const postmaster = statOf(backend)?.parent;
  const own = postmaster === undefined ? null : statOf(postmaster);
  if (own === null) return Number.NaN;
  return allStats()
    .filter(({ parent }) => parent === postmaster)
    .reduce((sum, { spent }) => sum + spent, own.spent + own.spentByEnded);
}

/** Its postmaster first; none where there is no `/proc` to find them in. */
export function processesOfServer(backend: number): number[] {
  const postmaster = statOf(backend)?.parent;
  if (postmaster === undefined) return [];
  return [
    postmaster,
    ...allStats()
      .filter(({ parent }) => parent === postmaster)
      .map(({ pid }) => pid),
  ];
}

const allStats = (): ProcessCpu[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(Number(pid)) ?? []);

/** From `/proc/<pid>/stat`, whose second field is a name that may hold anything. */
function statOf(pid: number): ProcessCpu | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (place: number): number => Number(fields[place - 3]) / ticksPerSecond;
    return {
      pid,
      parent: Number(fields[4 - 3]),
      spent: seconds(14) + seconds(15),
      spentByEnded: seconds(16) + seconds(17),
    };
  } catch {
    return null;
  }
}
