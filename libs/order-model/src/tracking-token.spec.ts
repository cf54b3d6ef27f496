import { describe, expect, it } from '@jest/globals';
import { orderIdIn, trackingTokenIn } from './tracking-token.ts';

const orderId = '0190a3f4-ffff-7bcd-bfff-00000000002a';
const idPart = Buffer.from(orderId.replaceAll('-', ''), 'hex').toString('base64url');
const token = `${idPart}.-_sC3HcXSA9l4zq0zPO2zQOe3Wm1ig9Z`;

describe('A text that begins with a tracking token', () => {
  it.each([
    '',
    ').',
    ',',
    '>',
    '"',
    "'",
    '*',
    '**',
    '_',
    '__',
    '_and',
    '-',
    '–',
    '.',
    '...',
    '…',
    '!',
    '?',
    ';',
    ':',
    ']',
    '}',
    '&gt;',
    '&',
    '?fbclid=x',
    '%20',
    '%20and%20thanks',
    '%E2%80%8B',
    '%e2%80%8b%20x',
    '%',
    '%zz',
    '%E2%80',
    '\u200b',
    '\u200dand',
    '\ufeff',
    '\u00ad',
    '\u2060',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '. Thank you for your order, see you at 8!',
    '。',
    '、',
    '」',
    '\\',
    '\\n\\nThank you',
    '|',
    '/',
    '#',
    '=',
    '=\r\n',
    'x',
    '0',
    'Thank you for your order',
    'abc.',
  ])('is that token alone, whatever follows: %j', (after) => {
    expect(trackingTokenIn(token + after)).toBe(token);
  });

  it('is that token, however long its signature is', () => {
    for (const short of [token.slice(0, -1), token.slice(0, -10)])
      for (const after of ['', ').', '*', '%20x', '\u200bx'])
        expect(trackingTokenIn(short + after)).toBe(short);
  });

  it.each([
    [` ${token}`, 'a blank before it'],
    [token.replaceAll('_', '\\_'), 'its underscores escaped as in Markdown'],
    [token.replace(/[-._]/g, '\\$&'), 'more of it escaped so'],
  ])('is read %j with %s', (text) => {
    expect(trackingTokenIn(text)).toBe(token);
    expect(orderIdIn(trackingTokenIn(text) ?? '')).toBe(orderId);
  });

  it.each([
    '',
    'x',
    idPart,
    `${idPart}.`,
    token.slice(0, 30),
    `x${token}`,
    token.replace('.', ''),
    token.replace('.', ' .'),
    `${idPart}.${'a'.repeat(42)}.${'b'.repeat(43)}`,
    'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
  ])('is not %j', (text) => {
    expect(trackingTokenIn(text)).toBeNull();
  });
});
