import { describe, expect, it } from '@jest/globals';
import type { ReactiveControllerHost } from 'lit';
import { SecondTap } from './second-tap.ts';
import { TapThrough } from './tap-through.controller.ts';

describe('a second tap', () => {
  it('is one at the same place, soon after the first', () => {
    let now = 0;
    const taps = new SecondTap(() => now);
    const at = (time: number, place: string): boolean => {
      now = time;
      return taps.isAt(place);
    };
    expect([at(0, 'pay'), at(200, 'pay'), at(500, 'pay'), at(700, 'pay')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([at(800, 'undo'), at(900, 'pay')]).toEqual([false, false]);
  });
});

describe('a second tap where the first has closed something', () => {
  const tap = (clientX: number, timeStamp: number, detail: number): Event => {
    const event = Object.assign(new Event('click', { cancelable: true }), { clientX, clientY: 100, detail });
    return Object.defineProperty(event, 'timeStamp', { value: timeStamp });
  };

  /** A page on which something was closed after a tap at 100 px: by it, or by a key. */
  function afterClosing(by: 'tap' | 'key' = 'tap'): EventTarget {
    const page = Object.assign(new EventTarget(), { addController: () => undefined });
    const through = new TapThrough(page as unknown as ReactiveControllerHost & EventTarget);
    through.hostConnected();
    page.dispatchEvent(tap(100, 1_000, 1));
    if (by === 'key') page.dispatchEvent(new Event('keydown'));
    through.closed();
    return page;
  }

  it.each([
    ['at the same place is for nothing', tap(110, 1_200, 2), false],
    ['elsewhere is meant', tap(140, 1_200, 1), true],
    ['later is meant', tap(100, 1_700, 1), true],
    ['by a key is meant', tap(100, 1_200, 0), true],
  ])('%s', (_, event, isMeant) => {
    expect(afterClosing().dispatchEvent(event)).toBe(isMeant);
  });

  it('is meant where a key has closed it', () => {
    expect(afterClosing('key').dispatchEvent(tap(100, 1_200, 1))).toBe(true);
  });
});
