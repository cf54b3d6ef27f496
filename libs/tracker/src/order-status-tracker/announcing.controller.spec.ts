import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ReactiveControllerHost } from 'lit';
import { en, type Words } from '../words/en.ts';
import { es } from '../words/es.ts';
import { fil } from '../words/fil.ts';
import { Announcing, STANDS_MS } from './announcing.controller.ts';

let draws: number;
let announcing: Announcing;
const host = {
  addController: () => undefined,
  requestUpdate: () => (draws += 1),
} as unknown as ReactiveControllerHost;

const ready = ({ labels }: Words): string => labels.ready;
const cooking = ({ labels }: Words): string => labels.cooking;
/** What a screen reader reads, once it is drawn in these words. */
const heardIn = (words: Words | null): unknown => announcing.spokenIn(words).values[0];

beforeEach(() => {
  jest.useFakeTimers();
  draws = 0;
  announcing = new Announcing(host);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what is said of an order', () => {
  it.each([
    ['es', es],
    ['fil', fil],
  ])('waits for the words of the reader’s language: %s', (_language, words) => {
    announcing.say(ready, 4, true);
    expect([heardIn(null), announcing.isNews]).toEqual(['', false]);
    expect([heardIn(words), announcing.isNews]).toEqual([words.labels.ready, true]);
  });

  it('is said in one language, though the page turns to another meanwhile', () => {
    announcing.say(ready, 4, true);
    for (const words of [es, en, null]) expect(heardIn(words)).toBe(es.labels.ready);
  });

  it('stands for as long after a long wait for its words', () => {
    announcing.say(ready, 4, true);
    heardIn(null);
    jest.advanceTimersByTime(2 * STANDS_MS);
    expect(heardIn(es)).toBe(es.labels.ready);
    jest.advanceTimersByTime(STANDS_MS - 1);
    expect(heardIn(es)).toBe(es.labels.ready);
    jest.advanceTimersByTime(1);
    expect([heardIn(es), announcing.isNews]).toEqual(['', false]);
  });

  it('is not ended by the time of what was said before', () => {
    announcing.say(cooking, 3, true);
    heardIn(es);
    jest.advanceTimersByTime(STANDS_MS - 1);
    announcing.say(ready, 4, true);
    heardIn(null);
    jest.advanceTimersByTime(1);
    expect(heardIn(es)).toBe(es.labels.ready);
  });

  it('is the latest alone, where more happened before there were words', () => {
    announcing.say(cooking, 3, true);
    announcing.say(ready, 4, true);
    expect(heardIn(es)).toBe(es.labels.ready);
  });

  it('is another element for another version, so that the same words twice are heard twice', () => {
    const elements = [4, 5, 5].map((version) => {
      announcing.say(ready, version, true);
      return announcing.spokenIn(es).strings;
    });
    expect(elements[0]).not.toBe(elements[1]);
    expect(elements[1]).toBe(elements[2]);
  });

  it('is nothing once its element has left the page', () => {
    announcing.say(ready, 4, true);
    announcing.hostDisconnected();
    expect(heardIn(es)).toBe('');
    expect(draws).toBe(2);
  });
});
