import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { HeldRequests } from './held-requests.ts';

let held: HeldRequests;
beforeEach(() => {
  jest.useFakeTimers();
  held = new HeldRequests();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Says for each of two held requests whether it may be answered. */
function holdTwo(): () => Promise<boolean[]> {
  const free = [false, false];
  free.forEach((_, index) => void held.hold(1_000 + index * 1_000).then(() => (free[index] = true)));
  return async () => {
    await jest.advanceTimersByTimeAsync(0);
    return free;
  };
}

it.each([
  ['after its own while', () => jest.advanceTimersByTime(1_500), [true, false]],
  ['no sooner', () => jest.advanceTimersByTime(999), [false, false]],
  [
    'at once where there is something new, as are all others',
    () => {
      held.release();
    },
    [true, true],
  ],
  [
    'at once where the service stops',
    () => {
      held.close();
    },
    [true, true],
  ],
])('is answered %s', async (_, happens, free) => {
  const areFree = holdTwo();
  happens();
  expect(await areFree()).toEqual(free);
  expect(jest.getTimerCount()).toBe(free.filter((isFree) => !isFree).length);
});

it('is not held at all once the service stops, or where nobody wants to wait', async () => {
  await held.hold(0);
  held.close();
  await held.hold(1_000);
  expect(jest.getTimerCount()).toBe(0);
});
