import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { en } from './en.ts';
import { languageTag, primaryOf, readersLanguages, regional } from './language-tags.ts';
import { headline } from './headline.ts';
import { wordsOf } from './languages.ts';
import { durationWords, windowOnClock, timeOfDay } from './times.ts';

/** What browsers, systems and pages have been seen to call a language, and more. */
const seen = [
  'en-US@posix',
  'en_US.UTF-8',
  'C',
  'POSIX',
  '',
  undefined,
  null,
  'en_US',
  'i-klingon',
  '*',
  'x',
  'EN',
  7,
  {},
];
const browser = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
const speaks = (navigator: object): void => {
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
};
afterEach(() => {
  if (browser) Object.defineProperty(globalThis, 'navigator', browser);
});

describe('a language', () => {
  it.each([
    ['en-US@posix', 'en-US'],
    ['en_US', 'en-US'],
    ['en_US.UTF-8', 'en-US'],
    ['EN-us', 'en-US'],
    ['tl-PH', 'fil-PH'],
    ['C', undefined],
    ['', undefined],
    [undefined, undefined],
    [null, undefined],
    ['*', undefined],
  ])('that is called %j is %j', (said, tag) => {
    expect(languageTag(said)).toBe(tag);
  });

  it('may be called anything without breaking what is written by it', () => {
    const anything = fc.oneof(
      fc.constantFrom(...seen),
      fc.string(),
      fc.anything({ withNullPrototype: false }),
    );
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 3 }), (language, languages) => {
        speaks({ language, languages });
        const words = { ...en, language: language as string };
        const now = Date.parse('2026-01-05T18:00Z');
        const window = { from: Date.parse('2026-01-06T18:20Z'), to: Date.parse('2026-01-06T18:25Z') };
        expect(timeOfDay(window.from, language as string, now)).toMatch(/\d/u);
        expect(windowOnClock(window, words, now)).not.toBe('');
        expect(durationWords(15, words)).not.toBe('');
        expect(wordsOf([language as string, ...readersLanguages()]).order).toContain('{number}');
      }),
    );
  });
});

describe('the reader’s languages', () => {
  it.each([
    [{ languages: ['en-US@posix', 'es_MX'], language: 'C' }, ['en-US', 'es-MX']],
    [{ languages: undefined, language: 'en_GB' }, ['en-GB']],
    [{ languages: [], language: undefined }, []],
    [{}, []],
  ])('of %j are %j', (navigator, languages) => {
    speaks(navigator);
    expect(readersLanguages()).toEqual(languages);
  });

  it('say how their region writes a language that is theirs', () => {
    speaks({ languages: ['de', 'en_GB'], language: 'de' });
    expect([regional('en'), regional('es'), regional('C'), regional(undefined)]).toEqual([
      'en-GB',
      'es',
      undefined,
      undefined,
    ]);
    expect(primaryOf('es_MX')).toBe('es');
  });
});

it('a status is called by its name in the middle of a sentence, whatever its language is called', () => {
  const status_info = {
    status: 'cooking',
    label: 'Cooking',
    description: '',
    icon: '',
    color: 'amber',
    progress: 60,
  } as const;
  const recalled = {
    version: 2,
    type: 'recalled',
    status: 'cooking',
    timestamp: '',
    recorded_at: '',
    updated_by: '',
    role: 'kitchen',
    notes: '',
    reason: null,
  } as const;
  for (const language of seen)
    expect(
      headline(
        {
          restaurant_name: 'A',
          order_number: '1',
          display_number: '1',
          status: 'cooking',
          status_info,
          status_history: [recalled],
        } as never,
        { ...en, language: language as string },
      ),
    ).toContain('cooking');
});
