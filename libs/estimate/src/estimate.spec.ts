import { describe, expect, it } from '@jest/globals';
import { type EstimatedOrder, estimateOrder, type KitchenTimes } from './estimate.ts';
import type { Stage } from './stage.ts';
import { learn, noStageTimes, type StageTimes } from './stage-times.ts';
import { minute } from './window.ts';

const situation = { hourOfWeek: 12, load: 3, pieces: 2 };

/** A kitchen in which a stage always takes as long. */
const always = (minutes: number): StageTimes =>
  Array.from({ length: 60 }).reduce<StageTimes>(
    (times) => learn(times, { situation, took: minutes * minute, promised: null }),
    noStageTimes,
  );

const confirmed: EstimatedOrder = {
  fulfilment: 'delivery',
  status: 'confirmed',
  at: 2 * minute,
  milestones: { placed: 0, accepted: 2 * minute },
  situation,
  workMinutes: 20,
  delayMinutes: 0,
  deliveryMinutes: { from: 10, to: 20 },
};
const inMinutes = (order: EstimatedOrder, times: KitchenTimes = {}) => {
  const { ready, arrival, basis } = estimateOrder(order, times);
  const shown = [ready, arrival].map((window) => window && [window.from / minute, window.to / minute]);
  return [basis, ...shown];
};
const learned: KitchenTimes = { preparation: always(10.5), arrival_since_accepted: always(25.5) };

describe('an order’s windows', () => {
  it('are the rule’s where nothing was learned; a delivery arrives as much later as the restaurant says', () => {
    expect(inMinutes(confirmed)).toEqual(['rule', [18, 26], [28, 46]]);
    expect(inMinutes({ ...confirmed, status: 'out_for_delivery' })).toEqual(['rule', null, [12, 22]]);
    expect(inMinutes({ ...confirmed, fulfilment: 'pickup' })).toEqual(['rule', [18, 26], null]);
  });

  it('are learned where all that is promised is, and count from where the stage began', () => {
    expect(inMinutes(confirmed, learned)).toEqual(['learned', [12, 14], [27, 29]]);
    expect(inMinutes({ ...confirmed, status: 'preparing', at: 5 * minute }, learned)).toEqual([
      ...['learned', [12, 14], [27, 29]],
    ]);
  });

  it('are the rule’s where only a part is learned, so that the two never disagree', () => {
    const part: Stage = 'preparation';
    expect(inMinutes(confirmed, { [part]: learned[part] })).toEqual(inMinutes(confirmed));
    expect(inMinutes({ ...confirmed, fulfilment: 'pickup' }, { [part]: learned[part] })).toEqual([
      ...['learned', [12, 14], null],
    ]);
  });

  it('move by what the order was delayed', () => {
    expect(inMinutes({ ...confirmed, delayMinutes: 10 }, learned)).toEqual(['learned', [22, 24], [37, 39]]);
  });

  it('end with what there was to wait for', () => {
    expect(inMinutes({ ...confirmed, status: 'delivered' }, learned).slice(1)).toEqual([null, null]);
  });
});
