import { endsOf, type Stage } from '#libs/estimate';
import type { FinishedOrder } from './finished-order.ts';
import { figuresOf, measuredFrom } from './figures.ts';
import { coverage, meanWidth } from './measures.ts';
import { type Promised, replay } from './replay.ts';
import type { Table } from './tables.ts';

const measured = ['preparation', 'arrival_since_accepted'] as const satisfies readonly Stage[];

/** What the orders of a database would have been promised, by restaurant, kind and stage. */
export function databaseTable(orders: readonly FinishedOrder[]): Table {
  const groups = Map.groupBy(orders, ({ restaurantId, fulfilment }) => `${restaurantId} ${fulfilment}`);
  return {
    head: [
      'restaurant, kind',
      'stage',
      'orders',
      'within',
      'mean width',
      'the rule holds',
      'width to the rule',
    ],
    rows: [...groups].flatMap(([group, ofGroup]) =>
      measured.flatMap((stage) => {
        const promised = replay(ofGroup, stage);
        return promised.length === 0
          ? []
          : [[group, stage, String(promised.length), ...cells(promised, stage)]];
      }),
    ),
  };
}

function cells(promised: readonly Promised[], stage: Stage): string[] {
  if (promised.length <= measuredFrom) return ['too few', '', '', ''];
  const learned = promised.slice(measuredFrom);
  const shown = [percent(coverage(learned)), `${meanWidth(learned).toFixed(1)} min`];
  // The rule knows of the kitchen alone.
  if (endsOf(stage).until !== 'ready') return [...shown, '', ''];
  const { ruleCoverage, width, ruleWidth } = figuresOf(promised);
  return [...shown, percent(ruleCoverage), (width / ruleWidth).toFixed(2)];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
