import { Command, InvalidArgumentError, Option } from 'commander';
import { allParts, type Part } from './parts.ts';
import type { Size } from './size.ts';

export interface BenchOptions {
  readonly size: Size;
  readonly parts: readonly Part[];
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
  warmUpSeconds: 1,
};

/** @param argv as `process.argv` */
export function readArguments(argv: readonly string[]): BenchOptions {
  const given = command()
    .parse([...argv])
    .opts<Given>();
  const size = given.quick ? quick : full;
  return {
    size: { ...size, runs: given.runs ?? size.runs },
    parts: given.only ?? allParts,
    write: given.write,
    profile: given.profile,
  };
}

function command(): Command {
  return new Command('bench')
    .description(
      'Measures Passline on this machine: how soon a change reaches its screen, how many changes a second, the relay and the gateway beside bare ones, how soon all are back after an outage.',
    )
    .option('--runs <number>', `how often each figure is measured (default: ${String(full.runs)})`, aboveZero)
    .addOption(
      new Option('--quick', 'a first impression: a single run, fewer sockets')
        .default(false)
        .conflicts('write'),
    )
    .addOption(new Option('--only <part...>', 'these parts alone').choices(allParts).conflicts('write'))
    .addOption(
      new Option(
        '--profile <folder>',
        'no figures: writes a CPU profile of Passline under load, and prints where the time goes',
      ).conflicts(['write', 'quick', 'only']),
    )
    .addOption(new Option('--write', 'puts the figures into docs/benchmarks.md').default(false))
    .addHelpText(
      'after',
      '\nBuilds nothing: run "npm run build" first. The parts kafka, relay and reconnect need Java 17 or later. All of it takes about fifteen minutes; leave the machine alone meanwhile.',
    );
}

function aboveZero(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}
