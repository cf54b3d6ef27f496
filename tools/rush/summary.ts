import color from 'picocolors';
import type { Percentiles } from './percentiles.ts';
import { isSound, type RushReport } from './tally.ts';

/** What a rush did, for people. */
export function summaryOf(report: RushReport): string {
  const rows = [
    ['Orders', ordersOf(report)],
    ['Changes accepted', `${String(sumOf(report.accepted))}${listOf(report.accepted)}`],
    ['Changes refused', `${String(sumOf(report.refused))}${listOf(report.refused)}`],
    ['Frames to screens', framesOf(report)],
    ['POST → screen', latencyOf(report.toScreen)],
    ['HTTP', latencyOf(report.http)],
    ['Sent again', String(report.retries)],
    [
      'Errors',
      sumOf(report.errors) === 0
        ? 'none'
        : color.yellow(`${String(sumOf(report.errors))}${listOf(report.errors)}`),
    ],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${color.dim(name.padEnd(18))} ${value}`);
  return ['', ...lines, '', `  ${verdictOf(report)}`, ''].join('\n');
}

function ordersOf({
  ordersPlaced,
  ordersPlanned,
  ordersFinished,
  ordersFollowed,
  mostScreens,
  seconds,
}: RushReport): string {
  const followed = `${String(ordersFollowed)} followed (${String(mostScreens)} at once, at most)`;
  return `${String(ordersPlaced)} of ${String(ordersPlanned)} placed, ${String(ordersFinished)} served, ${followed}, in ${seconds.toFixed(1)} s`;
}

function framesOf({ frames: { expected, received, missing, outOfOrder } }: RushReport): string {
  const lost = missing === 0 ? '0 missing' : color.red(`${String(missing)} missing`);
  const muddled = outOfOrder === 0 ? '0 out of order' : color.red(`${String(outOfOrder)} out of order`);
  return `${String(received)} of ${String(expected)} received, ${lost}, ${muddled}`;
}

function latencyOf(latency: Percentiles | null): string {
  if (latency === null) return 'nothing to measure';
  const { p50, p90, p99, max } = latency;
  return `p50 ${ms(p50)}   p90 ${ms(p90)}   p99 ${ms(p99)}   max ${ms(max)}`;
}

function verdictOf(report: RushReport): string {
  if (report.stoppedBy !== undefined) return color.red(`Stopped: ${report.stoppedBy}`);
  if (!isSound(report)) return color.red('Something is missing or out of order.');
  const sofar = report.interrupted ? ' so far (stopped by Ctrl-C)' : '';
  return color.green(`Everything that was accepted reached its screen, once and in order${sofar}.`);
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function listOf(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return entries.length === 0
    ? ''
    : ` (${entries.map(([name, count]) => `${name} ${String(count)}`).join(', ')})`;
}
