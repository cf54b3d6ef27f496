import { describe, expect, it } from '@jest/globals';
import { codes, refusedFor, refusedWith } from '../refusals/problem.builder.ts';
import { refusalWords } from '../refusals/refusal-words.ts';
import { type Purpose, purposeOf, requestFor, nextStepAfter } from './purposes.ts';

const token = 'A'.repeat(43);
const purposes: readonly Purpose[] = ['', '#sign-up', `#confirm=${token}`, `#reset=${token}`].map(purposeOf);
const [forgot, signUp, confirm, reset] = purposes as [Purpose, Purpose, Purpose, Purpose];
const written = { address: 'mara@example.test', name: 'Mara', password: 'a long password' };
const mail = { username: 'mara@example.test', locale: 'fil' };

describe('What the account page asks of the API', () => {
  it.each([
    [forgot, 'ask', 'forgot-password', mail],
    [signUp, 'ask', 'sign-up', { ...mail, name: 'Mara', password: 'a long password' }],
    [confirm, 'ask', 'confirm', { token, password: 'a long password' }],
    [reset, 'ask', 'reset-password', { token, new_password: 'a long password' }],
    [confirm, 'dead', 'resend', mail],
    [reset, 'dead', 'forgot-password', mail],
    [forgot, 'sent', 'forgot-password', mail],
    [signUp, 'sent', 'resend', mail],
    [confirm, 'sent', 'resend', mail],
    [reset, 'sent', 'forgot-password', mail],
  ] as const)('for %j at the step "%s" is %s', (purpose, step, route, body) => {
    expect(requestFor(purpose, step, written, 'fil')).toEqual([route, body]);
  });

  it('has no password where none was asked for', () => {
    expect(requestFor(confirm, 'ask', { ...written, password: null }, 'en')).toEqual(['confirm', { token }]);
  });
});

describe('What the account page does after an answer', () => {
  it.each([
    ['link_not_valid', { step: 'dead' }],
    ['already_confirmed', { step: 'already' }],
    ['password_required', 'whose'],
    ['username_taken', { refusal: refusalWords.es.taken }],
    ['too_many_requests', { refusal: refusalWords.es.tooMany }],
  ] as const)('goes where a refusal leads: %s', (code, next) => {
    expect(nextStepAfter(refusedWith(code), confirm, 'ask', 'es')).toEqual(next);
  });

  it('takes a token that can be none for a link that does not work', () => {
    expect(nextStepAfter(refusedFor('token'), reset, 'ask', 'en')).toEqual({ step: 'dead' });
  });

  it('asks for another password where one is chosen, and for the right one where it was chosen before', () => {
    expect([
      nextStepAfter(refusedFor('password'), signUp, 'ask', 'en'),
      nextStepAfter(refusedFor('password'), confirm, 'ask', 'en'),
    ]).toEqual([{ refusal: refusalWords.en.password }, 'whose']);
  });

  it('says why in the reader’s language alone, whatever the API says', () => {
    const known = new Set<string>(Object.values(refusalWords.fil));
    const said = purposes
      .flatMap((purpose) => codes.map((code) => nextStepAfter(refusedWith(code), purpose, 'ask', 'fil')))
      .flatMap((next) => (typeof next === 'object' && 'refusal' in next ? [next.refusal] : []));
    expect(said.filter((text) => !known.has(text))).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });

  it('is done, or has sent a mail', () => {
    expect([
      nextStepAfter('done', confirm, 'ask', 'en'),
      nextStepAfter('done', reset, 'ask', 'en'),
      nextStepAfter('done', reset, 'dead', 'en'),
      nextStepAfter('done', signUp, 'ask', 'en'),
    ]).toEqual([{ step: 'done' }, { step: 'done' }, { step: 'sent' }, { step: 'sent' }]);
  });
});
