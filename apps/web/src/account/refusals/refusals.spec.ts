import { describe, expect, it } from '@jest/globals';
import type { Problem } from '#libs/contracts';
import { codes, refusedFor, refusedWith } from './problem.builder.ts';
import { refusalWords } from './refusal-words.ts';
import { refusalIn } from './refusals.ts';

const problems: readonly (readonly [string, Problem | null])[] = [
  ['no answer', null],
  ...codes.map((code) => [code, refusedWith(code)] as const),
  ...['username', 'name', 'password', 'new_password', 'token', 'locale', ''].map(
    (path) => [`invalid_request at ${path}`, refusedFor(path)] as const,
  ),
];

describe('Why something about an account was not done', () => {
  it.each(problems)(
    'is said in the reader’s language, and never in the API’s words: %s',
    (_name, problem) => {
      const said = (['en', 'es', 'fil'] as const).map((language) => refusalIn(language, problem));
      expect(new Set(said).size).toBe(3);
      expect(said.filter((text) => text === '' || text.includes('The API'))).toEqual([]);
    },
  );

  it('names the field that was not taken', () => {
    const { en } = refusalWords;
    expect(
      ['username', 'name', 'password', 'new_password'].map((path) => refusalIn('en', refusedFor(path))),
    ).toEqual([en.address, en.name, en.password, en.password]);
  });

  it('says of a refusal that is none of the reader’s doing that nothing is lost', () => {
    for (const code of ['unavailable', 'internal_error', 'forbidden'] as const)
      expect(refusalIn('en', refusedWith(code))).toBe(refusalWords.en.failed);
  });
});
