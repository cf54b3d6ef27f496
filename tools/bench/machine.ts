import { arch, availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly system: string;
  /**
   * What ran beside us at the start: tasks that wanted a core, on average over a minute; always 0 on Windows.
   */
  readonly otherLoad: number;
  readonly node: string;
  readonly postgres: string;
  /** Such as "2026-01-31". */
  readonly date: string;
}

/** To be asked before the benchmark itself makes the machine busy. */
export function thisMachine(postgres: string, now: Date): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${arch()}`,
    otherLoad: loadavg()[0] ?? 0,
    node: process.version,
    postgres,
    date: now.toISOString().slice(0, 10),
  };
}

export function machineLine({
  cores,
  cpu,
  memoryGb,
  system,
  otherLoad,
  node,
  postgres,
  date,
}: Machine): string {
  return `${String(cores)} cores (${cpu}), ${String(memoryGb)} GB, ${system}, Node ${node}, PostgreSQL ${postgres}, ${date}, load average before the start ${otherLoad.toFixed(1)}`;
}
