import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ReportedErrors } from '../listeners/reported-errors.contract.ts';
import { es } from './es.ts';
import { LoadedWords, loadedWords, RETRY_MS } from './loaded-words.ts';
import { wordsOf } from './languages.ts';

const nothing = (): void => undefined;

describe('the words of a tracker', () => {
  it('are there at once in English, and for whoever speaks no language of ours', () => {
    for (const tags of [['en-GB'], ['de', 'ja'], [], ['C', null, undefined], ['constructor', 'toString']])
      expect(loadedWords(tags, nothing)?.language).toBe('en');
  });

  it.each([
    [['es_MX', 'en'], 'es'],
    [['de', 'tl-PH'], 'fil'],
  ])('of %j are loaded once they are needed, and are then there at once', async (tags, language) => {
    await new Promise<void>((onLoaded) => {
      expect(loadedWords(tags, onLoaded)).toBeNull();
    });
    expect(loadedWords(tags, nothing)).toBe(wordsOf(tags));
    expect(loadedWords(tags, nothing)?.language).toBe(language);
  });
});

describe('words that cannot be loaded', () => {
  const reported = new ReportedErrors();
  const lost = new TypeError('Failed to fetch dynamically imported module');
  let isAway = true;
  let tries = 0;
  const words = (): LoadedWords =>
    new LoadedWords({
      es: () => {
        tries += 1;
        return isAway ? Promise.reject(lost) : Promise.resolve(es);
      },
    });

  beforeEach(() => {
    jest.useFakeTimers();
    [isAway, tries] = [true, 0];
    reported.watch();
  });
  afterEach(() => {
    reported.unwatch();
    jest.useRealTimers();
  });

  it('are English meanwhile, tried again later, and there at last', async () => {
    const loaded = words();
    const drawn: (string | undefined)[] = [];
    const draw = (): void => void drawn.push(loaded.of(['es'], draw)?.language);
    draw();
    await jest.advanceTimersByTimeAsync(RETRY_MS - 1);
    draw();
    expect([drawn, tries]).toEqual([[undefined, 'en', 'en'], 1]);
    isAway = false;
    await jest.advanceTimersByTimeAsync(1);
    draw();
    await jest.advanceTimersByTimeAsync(0);
    // Whoever was given words is not called: what was said in them would be said again.
    expect([drawn.slice(3), tries]).toEqual([['en'], 2]);
    draw();
    expect(drawn.at(-1)).toBe('es');
  });

  it('are reported, and not again each time', async () => {
    const loaded = words();
    for (let times = 0; times < 3; times++) {
      loaded.of(['es'], nothing);
      await jest.advanceTimersByTimeAsync(RETRY_MS);
    }
    expect([tries, reported.all]).toEqual([3, [lost]]);
  });

  it('are asked for once, however many trackers wait for them', async () => {
    const loaded = words();
    const waited = Promise.all(
      [1, 2, 3].map(() => new Promise<void>((onLoaded) => loaded.of(['es'], onLoaded))),
    );
    isAway = false;
    await waited;
    expect(tries).toBe(1);
  });
});
