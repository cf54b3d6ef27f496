import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import color from 'picocolors';
import { type BenchOptions, readArguments } from './arguments.ts';
import { withFigures } from './figures/benchmarks-page.ts';
import type { FigureGroup } from './figures/figure.ts';
import { markdownTable, terminalTable } from './figures/table.ts';
import { TestBed } from './test-bed.ts';
import { type Machine, machineLine, thisMachine } from './machine.ts';
import { measureProfile } from './measure-profile.ts';
import { partNamed } from './measurements.ts';

const page = join(import.meta.dirname, '../../../docs/benchmarks.md');

const say = (line: string): void => void process.stderr.write(`${color.dim(line)}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(options: BenchOptions): Promise<void> {
  const testBed = await TestBed.prepare();
  clearOnSignal(testBed);
  try {
    if (options.profile === undefined) await showFigures(testBed, options);
    else await showProfile(testBed, options.profile);
  } finally {
    await testBed.clear();
  }
}

async function showFigures(testBed: TestBed, options: BenchOptions): Promise<void> {
  const machine = thisMachine(await testBed.postgresVersion(), new Date());
  const groups = await measure(testBed, options);
  print(`\n${terminalTable(groups)}\n\n${machineLine(machine)}; ${sizeWords(options)}`);
  if (options.write) await writePage(groups, machine, options);
}

async function measure(testBed: TestBed, { measurements, size }: BenchOptions): Promise<FigureGroup[]> {
  const named = measurements.map((name) => ({ name, ...partNamed(name) }));
  // Where Kafka cannot be had, that is better known at once than after some minutes.
  if (named.some(({ needsKafka }) => needsKafka)) await testBed.brokers(say);
  const groups: FigureGroup[] = [];
  for (const [index, { name, title, measure: measurePart }] of named.entries()) {
    const sayOf = (line: string): void => {
      say(`${String(index + 1)}/${String(named.length)} ${name}: ${line}`);
    };
    groups.push({ title, figures: await measurePart(testBed, size, sayOf) });
  }
  return groups;
}

const sizeWords = ({ size }: BenchOptions): string =>
  `${String(size.runs)} runs, ${String(size.sockets)} sockets`;

async function writePage(
  groups: readonly FigureGroup[],
  machine: Machine,
  options: BenchOptions,
): Promise<void> {
  const source = `Measured on ${machineLine(machine)}; ${sizeWords(options)}.`;
  await writeFile(page, withFigures(await readFile(page, 'utf8'), `${source}\n\n${markdownTable(groups)}`));
  say('docs/benchmarks.md has the figures');
}

async function showProfile(testBed: TestBed, folder: string): Promise<void> {
  for (const { place, ms, share } of await measureProfile(testBed, folder, say)) {
    print(`${(share * 100).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(6)} ms  ${place}`);
  }
}

/** As shells count programs that a signal ended. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether someone ended us: what then breaks off is no failure. */
let ended = false;

function clearOnSignal(testBed: TestBed): void {
  for (const [signal, code] of Object.entries(signalCodes)) {
    process.once(signal, () => {
      ended = true;
      void testBed
        .clear()
        .catch(() => undefined)
        .then(() => process.exit(code));
    });
  }
}

main(readArguments(process.argv)).catch((error: unknown) => {
  if (ended) return;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
