import { describe, expect, it } from '@jest/globals';
import { wishOf } from './wish.ts';

describe('a customer who texts back', () => {
  it.each([
    'STOP',
    'stop',
    ' Stop. ',
    '"STOP"',
    'S T O P',
    'Stop!!!',
    'stop 🛑',
    'STOPALL',
    'Stop all',
    'UNSUBSCRIBE',
    'Cancel',
    'END',
    'quit',
    'Revoke',
    'OptOut',
    'OPT-OUT',
    'opt out',
    'ALTO',
    'Parar',
    'BAJA',
    'darme de baja',
    'No más',
    'Cancelar',
    'Stop texting me',
    'Please stop',
    'unsubscribe me from this',
    'opt out of these',
    'Baja por favor',
  ])('wants no more texts: %s', (text) => expect(wishOf(text)).toBe('stop'));

  it.each(['START', 'start.', 'UNSTOP', 'Yes', 'un stop', 'Iniciar', 'ALTA', 'Sí'])(
    'wants texts again: %s',
    (text) => expect(wishOf(text)).toBe('start'),
  );

  it.each(['HELP', 'help?', 'Info', 'AYUDA', 'Información'])('asks how this works: %s', (text) =>
    expect(wishOf(text)).toBe('help'),
  );

  it.each([
    '',
    '   ',
    '👍',
    'Thanks!',
    'Where is my order?',
    'The bus stop is closed, come to the back door',
    'yes please, the side door',
    'cancel my order',
    'I need help with the door',
  ])('wants something else: %s', (text) => expect(wishOf(text)).toBe('other'));

  it('is taken at the provider’s word where it knows the keyword', () => {
    expect([
      wishOf('arrêtez', 'STOP'),
      wishOf('weiter', 'START'),
      wishOf('hilfe', 'HELP'),
      wishOf('stop', 'SOMETHING'),
    ]).toEqual(['stop', 'start', 'help', 'stop']);
  });
});
