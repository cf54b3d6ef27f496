import { readFileSync, writeFileSync } from 'node:fs';
import { processesOfServer } from './cpu.ts';

/** What the operating system has given a process, in bytes; NaN where there is no `/proc` to read it from. */
export const residentOf = (pid: number): number => fieldOf(pid, 'status', 'VmRSS');

/** The most of it at any time since the start, or since it was forgotten. */
export const peakResidentOf = (pid: number): number => fieldOf(pid, 'status', 'VmHWM');

/** The peak begins anew with what is resident now; where Linux does not let us, it goes on from the start. */
export function forgetPeakOf(pid: number): void {
  try {
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
  } catch {
    // The peak is then the highest of a longer time, never too low a figure.
  }
}

/**
 * Of a PostgreSQL with all its processes, found by one of its backends: what they share, such as its buffers,
 * counts once.
 */
export function residentOfServer(backend: number): number {
  const processes = processesOfServer(backend);
  if (processes.length === 0) return Number.NaN;
  return processes.reduce((sum, pid) => sum + fieldOf(pid, 'smaps_rollup', 'Pss'), 0);
}

function fieldOf(pid: number, file: string, field: string): number {
  try {
    return bytesIn(readFileSync(`/proc/${String(pid)}/${file}`, 'utf8'), field);
  } catch {
    return Number.NaN;
  }
}

/** One field of such a file, which counts in kB of 1,024 bytes; NaN where it is missing. */
export const bytesIn = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) * 1_024;
