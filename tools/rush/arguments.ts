import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { RushError } from './rush.errors.ts';
import type { RushOptions } from './rush.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Given {
  readonly url: string;
  readonly orders: number;
  readonly rate: number;
  readonly pace: number;
  readonly seed: number;
  readonly followers?: number;
  readonly username: string;
  readonly password?: string;
}

/** How many screens are open at once where nobody says otherwise: fewer than one address is allowed. */
const usualFollowers = 300;

/**
 * @param argv as `process.argv`
 * @throws RushError where no password is known
 */
export function readArguments(argv: readonly string[], environment: Environment): RushOptions {
  const { username, password, followers, ...given } = command()
    .parse([...argv])
    .opts<Given>();
  const url = given.url.replace(/\/+$/, '');
  const account = { username, password: password ?? knownPassword(url, environment) };
  return { ...given, url, account, followers: followers ?? Math.min(given.orders, usualFollowers) };
}

function command(): Command {
  return new Command('rush')
    .description(
      'A dinner rush through the public API: places orders, walks each to its end while its customer follows it, and tells what arrived and how late.',
    )
    .option('--url <url>', 'where Passline answers', 'http://127.0.0.1:3000')
    .option('--orders <number>', 'how many orders are placed', wholeNumber, 500)
    .option('--rate <number>', 'new orders a second, on average', positiveNumber, 20)
    .option('--pace <ms>', 'between two steps of an order, on average', positiveNumber, 800)
    .option(
      '--followers <number>',
      `screens open at once, at most (default: the orders, up to ${String(usualFollowers)})`,
      wholeNumber,
    )
    .option('--seed <number>', 'the same seed makes the same orders', wholeNumber, 1)
    .option('--username <name>', 'the account that places and moves the orders', 'cashier@demo.test')
    .option(
      '--password <text>',
      'its password (default: DEMO_PASSWORD, or the one that a Passline on this machine keeps in PASSLINE_DATA)',
    )
    .addHelpText(
      'after',
      '\nEnds with code 1 where something is missing or out of order. Ctrl-C prints what happened so far.\nAbove 200 requests a second, start Passline with RATE_LIMITS=off.',
    );
}

const isLocal = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

function knownPassword(url: string, environment: Environment): string {
  const given = environment['DEMO_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  const file = join(environment['PASSLINE_DATA'] ?? '.passline', 'demo.password');
  if (isLocal(url) && existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new RushError('No password is known. Give --password or DEMO_PASSWORD; "npm start" prints it.');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
