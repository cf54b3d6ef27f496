import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bell } from './bell.ts';

/** As browsers are to pages that nobody has touched. */
class SilentContext extends EventTarget {
  state = 'suspended';
  readonly resume = (): Promise<void> => new Promise(() => undefined);
}

describe('a bell that the browser keeps from sounding', () => {
  const had = ['AudioContext', 'localStorage'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  const put = (name: string, value: unknown): unknown =>
    Object.defineProperty(globalThis, name, { value, configurable: true });
  beforeEach(() => {
    jest.useFakeTimers();
    put('AudioContext', SilentContext);
    put('localStorage', { getItem: () => 'on', setItem: () => undefined });
  });
  afterEach(() => {
    jest.useRealTimers();
    for (const [name, descriptor] of had)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
  });

  it('is said to be silent while orders come, too', () => {
    const bell = new Bell(() => undefined);
    jest.advanceTimersByTime(2_000);
    expect(bell.state).toBe('blocked');
    bell.ring();
    expect(bell.state).toBe('blocked');
  });

  it('counts as heard for the moment that the browser takes after a touch', () => {
    let changes = 0;
    const bell = new Bell(() => (changes += 1));
    jest.advanceTimersByTime(2_000);
    bell.unlock();
    expect([bell.state, changes]).toEqual(['on', 1]);
    jest.advanceTimersByTime(1_000);
    expect([bell.state, changes]).toEqual(['blocked', 2]);
  });
});
