import type { AtRest, Rest } from '../measure-rest.ts';
import { atMost, type Figure, figuresOver } from './figure.ts';

const names: Readonly<Record<AtRest, string>> = {
  standalone: '`npm start`, Node',
  postgres: '`npm start`, PostgreSQL',
  orders: '`orders`',
  gateway: 'gateway',
  notifier: 'notifier',
};

/** In percent of a core. */
const cpuAims: Partial<Record<AtRest, number>> = { standalone: 1, orders: 0.5, gateway: 0.5, notifier: 0.5 };
/** In MB. */
const memoryAims: Partial<Record<AtRest, number>> = { standalone: 180, gateway: 110 };

/** @param runs each with the same processes in the same order */
export function restFigures(runs: readonly (readonly Rest[])[]): Figure[] {
  const figure = figuresOver(runs);
  const processes = (runs[0] ?? []).map((rest, index) => ({ index, who: rest.who, name: names[rest.who] }));
  const aimOf = (limit: number | undefined, unit: string) =>
    limit === undefined ? {} : { aim: atMost(limit, unit) };
  return [
    ...processes.map(({ index, who, name }) =>
      figure(`CPU, ${name}`, (run) => run[index]?.cpu ?? NaN, {
        unit: '% of a core',
        digits: 2,
        ...aimOf(cpuAims[who], '% of a core'),
      }),
    ),
    ...processes.map(({ index, who, name }) =>
      figure(`Resident memory, ${name}`, (run) => (run[index]?.resident ?? NaN) / 1e6, {
        unit: 'MB',
        ...aimOf(memoryAims[who], 'MB'),
      }),
    ),
  ];
}
