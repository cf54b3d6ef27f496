import { describe, expect, it } from '@jest/globals';
import { type Fulfilment, fulfilments, type Status, statuses } from '#libs/status-machine';
import { endsOf, milestonesOf, stages, stagesPromised, stageTimes } from './stage.ts';
import { minute } from './window.ts';

const changes = (...steps: readonly (readonly [Status, number])[]) =>
  steps.map(([status, minutes]) => ({ status, at: minutes * minute }));
const minutesOf = (fulfilment: Fulfilment, ...steps: readonly (readonly [Status, number])[]) =>
  Object.fromEntries(
    [...stageTimes(milestonesOf(fulfilment, changes(...steps)))].map(([stage, ms]) => [stage, ms / minute]),
  );

describe('the stages of an order', () => {
  it('of a delivery go until it arrives', () => {
    const way = [
      ['pending', 0],
      ['confirmed', 2],
      ['cooking', 10],
      ['ready', 20],
    ] as const;
    expect(minutesOf('delivery', ...way, ['out_for_delivery', 25], ['delivered', 40])).toEqual({
      acceptance: 2,
      preparation: 18,
      handover: 5,
      drive: 15,
      ready_since_placed: 20,
      ready_since_cooking: 10,
      arrival_since_placed: 40,
      arrival_since_accepted: 38,
      arrival_since_ready: 20,
    });
  });

  it('of one for later begin when it comes to the restaurant; it never does where it is called off', () => {
    const later = [
      ['scheduled', 0],
      ['pending', 180],
      ['confirmed', 182],
      ['ready', 195],
    ] as const;
    expect(minutesOf('pickup', ...later)).toEqual({ acceptance: 2, preparation: 13, ready_since_placed: 15 });
    expect(milestonesOf('pickup', changes(['scheduled', 0]))).toEqual({});
    expect(milestonesOf('pickup', changes(['scheduled', 0], ['cancelled', 5]))).toEqual({});
  });

  it.each<[Fulfilment, Status]>([
    ['pickup', 'completed'],
    ['dine_in', 'served'],
  ])('of a %s end when it is %s, and skip what the kitchen skips', (fulfilment, handedOver) => {
    expect(minutesOf(fulfilment, ['pending', 0], ['preparing', 1], ['ready', 9], [handedOver, 12])).toEqual({
      acceptance: 1,
      preparation: 8,
      handover: 3,
      ready_since_placed: 9,
    });
  });

  it('end in the kitchen where it was ready at once, or stopped', () => {
    expect(minutesOf('pickup', ['pending', 0], ['ready', 9])).toEqual({
      acceptance: 9,
      preparation: 0,
      ready_since_placed: 9,
    });
    expect(minutesOf('pickup', ['pending', 0], ['cancelled', 9])).toEqual({});
  });

  it('say nothing of a way that failed, of a clock that ran back, or of an order left open overnight', () => {
    const failed = [
      ['pending', 0],
      ['confirmed', 1],
      ['ready', 9],
      ['out_for_delivery', 12],
    ] as const;
    const again = [
      ['delivery_failed', 30],
      ['out_for_delivery', 40],
      ['delivered', 60],
    ] as const;
    expect(minutesOf('delivery', ...failed, ...again)).toEqual({
      acceptance: 1,
      preparation: 8,
      ready_since_placed: 9,
    });
    expect(minutesOf('pickup', ['pending', 5], ['confirmed', 4], ['ready', 14])).toEqual({
      preparation: 10,
      ready_since_placed: 9,
    });
    expect(minutesOf('pickup', ['pending', 0], ['confirmed', 1], ['ready', 9], ['completed', 900])).toEqual({
      acceptance: 1,
      preparation: 8,
      ready_since_placed: 9,
    });
  });
});

describe('what an order is promised by', () => {
  const ahead = (fulfilment: Fulfilment) =>
    statuses.map((status) => [status, stagesPromised(fulfilment, status)] as const);

  it.each(fulfilments)('is a stage that ends at ready or on arrival, of a %s order', (fulfilment) => {
    for (const [status, { ready, arrival }] of ahead(fulfilment)) {
      if (ready !== null) expect([status, endsOf(ready).until]).toEqual([status, 'ready']);
      if (arrival !== null) expect([status, endsOf(arrival).until]).toEqual([status, 'arrived']);
    }
  });

  it('is its arrival for deliveries alone, from the first minute until it is delivered', () => {
    const waiting = ahead('delivery').filter(([, { arrival }]) => arrival !== null);
    expect(waiting.map(([status]) => status)).toEqual([
      ...['pending', 'confirmed', 'preparing', 'cooking', 'ready', 'out_for_delivery'],
    ]);
    expect([...ahead('pickup'), ...ahead('dine_in')].every(([, { arrival }]) => arrival === null)).toBe(true);
  });

  it('begins at a milestone that is behind it', () => {
    const begun = stages.map((stage) => endsOf(stage).from);
    expect(new Set(begun)).toEqual(new Set(['placed', 'accepted', 'cooking', 'ready', 'handed_over']));
  });
});
