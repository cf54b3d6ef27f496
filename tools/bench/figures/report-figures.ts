import { type FiguresRun, reports } from '../measure-figures.ts';
import { atMost, type Figure, figuresOver } from './figure.ts';

/** @param orders of the year that is asked for */
export function reportFigures(runs: readonly FiguresRun[], orders: number): Figure[] {
  const figure = figuresOver(runs);
  const of = `of ${orders.toLocaleString('en')} orders`;
  return reports.flatMap((report) => [
    figure(`${report} ${of}, p50`, (run) => run[report].p50, { unit: 'ms', aim: atMost(300, 'ms') }),
    figure(`${report} ${of}, largest`, (run) => run[report].largest, { unit: 'ms' }),
  ]);
}
