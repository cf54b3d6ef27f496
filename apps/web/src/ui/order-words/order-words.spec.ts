import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';
import { orderWords } from './speech.ts';

type Said = readonly (readonly [where: string, facts: readonly string[]])[];

/** Every text by its path, with the facts that stand in it. */
const said = (words: object, under = ''): Said =>
  Object.entries(words).flatMap(([key, text]: [string, unknown]): Said =>
    typeof text === 'string'
      ? [[`${under}${key}`, [...text.matchAll(/\{\w+\}/g)].map(String).sort()]]
      : said(text as object, `${under}${key}.`),
  );

describe('The words of a customer’s orders', () => {
  it.each([
    ['Spanish', es],
    ['Filipino', fil],
  ])('say the same facts in %s, and leave nothing out', (_language, words) => {
    expect(said(words)).toEqual(said(en));
  });

  it.each([
    ['Spanish', es],
    ['Filipino', fil],
  ])('are not English by mistake in %s', (_language, words) => {
    expect(
      Object.keys(words.cancel).filter(
        (key) => words.cancel[key as keyof typeof en.cancel] === en.cancel[key as keyof typeof en.cancel],
      ),
    ).toEqual([]);
  });

  it.each([
    [['es-MX', 'en'], 'es'],
    [['tl'], 'fil'],
    [['fil-PH'], 'fil'],
    [['de', 'es'], 'es'],
    [['de'], 'en'],
    [[], 'en'],
  ])('are those of the first language that is known: %s', (languages, language) => {
    expect(orderWords(languages).language).toBe(language);
  });
});
