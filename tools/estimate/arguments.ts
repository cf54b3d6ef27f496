import { Command, InvalidArgumentError, Option } from 'commander';

export interface ReplayOptions {
  /** The database whose histories are replayed; the simulated kitchens without it. */
  readonly database?: string | undefined;
  readonly seeds: number;
  /** Of each kitchen. */
  readonly orders: number;
  /** Whether it is known which dishes the simulated orders have; the services do not tell yet. */
  readonly dishes: boolean;
  /** Whether docs/estimate.md and its pictures get what was found. */
  readonly write: boolean;
}

interface Given {
  readonly simulate: boolean;
  readonly database?: string;
  readonly seeds: number;
  readonly orders: number;
  readonly dishes: boolean;
  readonly write: boolean;
}

/** Below it there are too few orders to tell a share of them. */
const fewestOrders = 300;

/** @param argv as `process.argv` */
export function readArguments(argv: readonly string[]): ReplayOptions {
  const replay = command().parse([...argv]);
  const { simulate, database, ...options } = replay.opts<Given>();
  if (simulate === (database !== undefined))
    replay.error('error: give either --simulate or --database <url>');
  return { ...options, database };
}

function command(): Command {
  return new Command('npm run estimate:replay --')
    .description(
      'Replays orders as they became known, and tells how many of them came within the window that they would have been promised, and how wide it was.',
    )
    .option('--simulate', 'six simulated kitchens, each of which changes three times', false)
    .addOption(
      new Option(
        '--database <url>',
        'the orders of a database, as the role that the service logs in as; nothing is written to it',
      ).conflicts(['simulate', 'write', 'seeds', 'orders', 'dishes']),
    )
    .option('--seeds <number>', 'how often each kitchen is simulated', wholeNumber(1), 20)
    .option('--orders <number>', 'how many orders each kitchen gets', wholeNumber(fewestOrders), 2_000)
    .addOption(
      new Option('--dishes', 'as if it were known which dishes an order has')
        .default(false)
        .conflicts('write'),
    )
    .option('--write', 'puts the figures and pictures into docs/estimate.md', false)
    .addHelpText('after', '\nBuilds nothing: run "npm run build" first.');
}

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new InvalidArgumentError(`It must be a whole number, at least ${String(least)}.`);
    return value;
  };
