import { fewOrders, type ScaleRun } from '../measure-scale.ts';
import { operations } from '../scale/operations.ts';
import { atMost, type Figure, figuresOver } from './figure.ts';

/** @param manyOrders how many there were beside the few */
export function scaleFigures(runs: readonly ScaleRun[], manyOrders: number): Figure[] {
  const figure = figuresOver(runs);
  const amounts = [
    ['few', fewOrders.toLocaleString('en')],
    ['many', manyOrders.toLocaleString('en')],
  ] as const;
  return operations.flatMap((operation) => [
    ...(['p50', 'p99'] as const).flatMap((rank) =>
      amounts.map(([amount, words]) =>
        figure(`${operation}, ${rank}, ${words} orders`, (run) => run[operation][rank][amount], {
          unit: 'ms',
          digits: 2,
        }),
      ),
    ),
    figure(`${operation}, p50, many to few`, (run) => run[operation].ratio, {
      digits: 2,
      aim: atMost(1.3),
    }),
  ]);
}
