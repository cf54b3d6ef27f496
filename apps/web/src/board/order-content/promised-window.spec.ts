import { describe, expect, it } from '@jest/globals';
import { promisedWindow } from './promised-window.ts';

const ready = { ready_from: '2026-01-05T18:16:00.000Z', ready_to: '2026-01-05T18:20:00.000Z' };
const arrives = { arrives_from: '2026-01-05T18:30:00.000Z', arrives_to: '2026-01-05T18:40:00.000Z' };
const isReady = { ready_from: null, ready_to: null };

describe('what a board works towards', () => {
  it.each([
    ['the food, for a table', ready, { from: ready.ready_from, to: ready.ready_to }],
    [
      'the food, for a delivery that is not ready',
      { ...ready, ...arrives },
      { from: ready.ready_from, to: ready.ready_to },
    ],
    [
      'the door, once a delivery is ready',
      { ...isReady, ...arrives },
      { from: arrives.arrives_from, to: arrives.arrives_to },
    ],
    ['nothing, once a pickup is ready', isReady, null],
    ['nothing, where nothing was promised', null, null],
  ] as const)('is %s', (_, estimate, window) => {
    expect(promisedWindow(estimate)).toEqual(window);
  });
});
