import { expect, it } from '@jest/globals';
import { refusedFor, refusedWith } from '../refusals/problem.builder.ts';
import { refusalWords } from '../refusals/refusal-words.ts';
import { passwordRefusalIn } from './password-refusal.ts';
import { customerAccountWords } from './words.ts';

it.each(['en', 'es', 'fil'] as const)(
  'a password that is not changed is answered in words: %s',
  (language) => {
    const { wrongPassword } = customerAccountWords[language];
    const { password, tooMany, unanswered } = refusalWords[language];
    expect([
      passwordRefusalIn(language, refusedWith('unauthenticated')),
      passwordRefusalIn(language, refusedFor('old_password')),
      passwordRefusalIn(language, refusedFor('new_password')),
      passwordRefusalIn(language, refusedWith('too_many_requests')),
      passwordRefusalIn(language, null),
    ]).toEqual([wrongPassword, wrongPassword, password, tooMany, unanswered]);
  },
);
