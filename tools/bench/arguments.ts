import { Command, InvalidArgumentError, Option } from 'commander';
import { allMeasurements, type Part, partNamed } from './measurements.ts';
import { mostRuns } from './measure-scale.ts';
import type { Size } from './size.ts';

export interface BenchOptions {
  readonly size: Size;
  /** In the order in which they run. */
  readonly measurements: readonly Part[];
  /** Whether docs/benchmarks.md gets the figures. */
  readonly write: boolean;
  /** Where a CPU profile goes, instead of any figures. */
  readonly profile?: string | undefined;
}

interface Given {
  readonly runs?: number;
  readonly quick: boolean;
  readonly write: boolean;
  readonly only?: readonly Part[];
  readonly profile?: string;
}

const full: Size = {
  runs: 3,
  sockets: 1_000,
  latencySeconds: 5,
  throughputRounds: 6,
  relayRounds: 3,
  gatewayRounds: 5,
  steadySeconds: 5,
  crowd: 2_000,
  returns: [2_000, 5_000],
  stormRounds: 3,
  restSeconds: 60,
  manyOrders: 1_000_000,
  scaleRounds: 3,
  scaleRequests: 400,
  warmUpSeconds: 3,
};
const quick: Size = {
  runs: 1,
  sockets: 500,
  latencySeconds: 3,
  throughputRounds: 3,
  relayRounds: 2,
  gatewayRounds: 3,
  steadySeconds: 2,
  crowd: 1_000,
  returns: [2_000],
  stormRounds: 1,
  restSeconds: 10,
  manyOrders: 100_000,
  scaleRounds: 1,
  scaleRequests: 200,
  warmUpSeconds: 1,
};

/** @param argv as `process.argv` */
export function readArguments(argv: readonly string[]): BenchOptions {
  const bench = command().parse([...argv]);
  const given = bench.opts<Given>();
  const chosen = given.quick ? quick : full;
  const size = { ...chosen, runs: given.runs ?? chosen.runs };
  const measurements = allMeasurements.filter((name) => given.only?.includes(name) ?? true);
  if (given.profile === undefined && measurements.includes('scale') && size.runs > mostRuns(size))
    bench.error(
      `error: scale has orders for ${String(mostRuns(size))} runs at most; name fewer --runs, or other parts with --only`,
    );
  return {
    size,
    measurements,
    write: given.write,
    profile: given.profile,
  };
}

function command(): Command {
  return new Command('bench')
    .description(
      'Measures Passline on this machine: how soon a change reaches its screen, how many changes and new orders a second, the relay and the gateway beside bare ones, how soon many are back after an outage, what a million orders slow down, what it takes at rest.',
    )
    .option('--runs <number>', `how often each figure is measured (default: ${String(full.runs)})`, aboveZero)
    .addOption(
      new Option('--quick', 'a first impression: a single run, fewer sockets')
        .default(false)
        .conflicts('write'),
    )
    .addOption(
      new Option('--only <part...>', 'these parts alone').choices(allMeasurements).conflicts('write'),
    )
    .addOption(
      new Option(
        '--profile <folder>',
        'no figures: writes a CPU profile of Passline under load, and prints where the time goes',
      ).conflicts(['write', 'quick', 'only']),
    )
    .addOption(new Option('--write', 'puts the figures into docs/benchmarks.md').default(false))
    .addHelpText('after', afterwards());
}

function afterwards(): string {
  const overKafka = allMeasurements.filter((name) => partNamed(name).needsKafka);
  const parts = allMeasurements.map((name) => `  ${name.padEnd(18)}${partNamed(name).title}`);
  return [
    '\nParts:',
    ...parts,
    `\nBuilds nothing: run "npm run build" first. ${overKafka.join(', ')} need Java 17 or later; scale needs 8 GB of the temporary folder for a while. All of it takes about forty minutes; leave the machine alone meanwhile.`,
  ].join('\n');
}

function aboveZero(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}
