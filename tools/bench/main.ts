import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import color from 'picocolors';
import { type BenchOptions, readArguments } from './arguments.ts';
import { withFigures } from './benchmarks-page.ts';
import { type Figure, figuresOf, type Measured } from './figures.ts';
import { Ground } from './ground.ts';
import { type Machine, machineLine, thisMachine } from './machine.ts';
import { measureLatency } from './measure-latency.ts';
import { measureMemory } from './measure-memory.ts';
import { measureProfile } from './measure-profile.ts';
import { measureThroughput } from './measure-throughput.ts';
import { markdownTable, terminalTable } from './table.ts';

const page = join(import.meta.dirname, '../../../docs/benchmarks.md');

const say = (line: string): void => void process.stderr.write(`${color.dim(line)}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(options: BenchOptions): Promise<void> {
  const ground = await Ground.prepare();
  clearOnSignal(ground);
  try {
    if (options.profile === undefined) await showFigures(ground, options);
    else await showProfile(ground, options.profile);
  } finally {
    await ground.clear();
  }
}

async function showFigures(ground: Ground, options: BenchOptions): Promise<void> {
  const machine = thisMachine(await ground.postgresVersion(), new Date());
  const figures = figuresOf(await measure(ground, options));
  print(`\n${terminalTable(figures)}\n\n${machineLine(machine)}; ${String(options.size.runs)} runs, ${String(options.size.sockets)} sockets`);
  if (options.write) await writePage(figures, machine, options);
}

async function measure(ground: Ground, { parts, size }: BenchOptions): Promise<Measured> {
  const tables = parts.includes('throughput') ? await ground.bareTables() : undefined;
  return {
    latency: parts.includes('latency') ? await measureLatency(ground, size, say) : undefined,
    throughput: tables && (await measureThroughput(ground, tables, size, say)),
    memory: parts.includes('memory') ? await measureMemory(ground, size, say) : undefined,
  };
}

async function writePage(figures: readonly Figure[], machine: Machine, { size }: BenchOptions): Promise<void> {
  const source = `Measured on ${machineLine(machine)}; ${String(size.runs)} runs, ${String(size.sockets)} sockets.`;
  await writeFile(page, withFigures(await readFile(page, 'utf8'), `${source}\n\n${markdownTable(figures)}`));
  say('docs/benchmarks.md has the figures');
}

async function showProfile(ground: Ground, folder: string): Promise<void> {
  for (const { place, ms, share } of await measureProfile(ground, folder, say)) {
    print(`${(share * 100).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(6)} ms  ${place}`);
  }
}

/** As shells count programs that a signal ended. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether someone ended us: what then breaks off is no failure. */
let ended = false;

function clearOnSignal(ground: Ground): void {
  for (const [signal, code] of Object.entries(signalCodes)) {
    process.once(signal, () => {
      ended = true;
      void ground.clear().catch(() => undefined).then(() => process.exit(code));
    });
  }
}

main(readArguments(process.argv)).catch((error: unknown) => {
  if (ended) return;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
