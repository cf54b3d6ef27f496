import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { longestTrackingToken } from '#libs/contracts';
import { trackingTokenIn } from '#libs/order-model';
import { isSignature, tokenOf } from './link-signature.ts';

const secret = createSecretKey(randomBytes(32));
const links = Array.from({ length: 2_000 }, () => {
  const orderId = randomUUID();
  return { orderId, token: tokenOf(secret, orderId, 1) };
});
const urlOf = (token: string): string => `https://orders.example/t#${token}`;

/** What stands around a link in a message. */
const surroundings: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['Follow it here: ', '.'],
  ['Follow it here: ', ', please'],
  ['(', ')'],
  ['(see ', ').'],
  ['<', '>'],
  ['"', '"'],
  ['“', '”, she wrote'],
  ['*', '*'],
  ['**', '**'],
  ['_', '_'],
  ['__', '__ and so on'],
  ['~', '~'],
  ['`', '`'],
  ['[your order](', ')'],
  ['', '!'],
  ['', '?'],
  ['', '…'],
  ['', '\u200b and thank you'],
  ['', '\ufeff'],
  ['', '\u200e'],
  ['', '。ありがとう'],
  ['', ' thanks, see you at 8'],
];

/** From a message to the address that a program opens, by what each is known for. */
const linkifiers: Readonly<Record<string, (text: string) => string>> = {
  'takes all up to a blank': (text) => /https?:\S+/.exec(text)?.[0] ?? '',
  'takes all up to the end, as it is pasted': (text) => text.slice(text.indexOf('https:')),
  'takes all up to the end, escaped': (text) => encodeURI(text.slice(text.indexOf('https:'))),
  // GitHub Flavored Markdown §6.9
  'leaves out punctuation at the end, and a bracket that is too much': (text) => {
    let url = /https?:[^\s<]+/.exec(text)?.[0] ?? '';
    for (;;) {
      const shorter = url.replace(/[?!.,:*_~'"]$/, '').replace(/&\w+;$/, '');
      const count = (bracket: string): number => shorter.split(bracket).length;
      const next = shorter.endsWith(')') && count(')') > count('(') ? shorter.slice(0, -1) : shorter;
      if (next === url) return url;
      url = next;
    }
  },
  'leaves out all at the end that is no letter or digit': (text) =>
    (/https?:[^\s<>"]+/.exec(text)?.[0] ?? '').replace(/[^\p{L}\p{N}]+$/u, ''),
  'takes ASCII alone': (text) => /https?:[!-~]+/.exec(text)?.[0] ?? '',
  'leaves out what is emphasis': (text) =>
    (/https?:\S+/.exec(text)?.[0] ?? '').replace(/^[*_~`]+|[*_~`]+$/g, ''),
  'escapes what is emphasis': (text) => (/https?:\S+/.exec(text)?.[0] ?? '').replace(/[_*~]/g, '\\$&'),
};

const hashOf = (url: string): string => url.slice(url.indexOf('#') + 1);

describe('A tracking token', () => {
  it('ends in a letter or digit, and is at most 64 characters long', () => {
    expect(
      links.filter(({ token }) => !/[A-Za-z0-9]$/.test(token) || token.length > longestTrackingToken),
    ).toEqual([]);
  });

  it.each(Object.entries(linkifiers))('survives a program that %s', (_, open) => {
    const lost = links.flatMap(({ token }) =>
      surroundings
        .map(([before, after]) => before + urlOf(token) + after)
        .filter((text) => trackingTokenIn(hashOf(open(text))) !== token),
    );
    expect(lost).toEqual([]);
  });

  it('survives the links that a mail program makes of plain text', async () => {
    const around = surroundings.filter(([before]) => before === '' || before.endsWith(' '));
    const lines = links.map(({ token }, index) => {
      const [before = '', after = ''] = around[index % around.length] ?? [];
      return before + urlOf(token) + after;
    });
    const mail = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', ...lines];
    const { textAsHtml = '' } = await simpleParser(mail.join('\r\n'));
    const opened = [...textAsHtml.matchAll(/href="([^"]+)"/g)].map(([, url = '']) =>
      trackingTokenIn(hashOf(url)),
    );
    expect(opened).toEqual(links.map(({ token }) => token));
  });

  it('is made of the first signature that ends well; one handed out before goes on to hold', () => {
    const before = (orderId: string): string =>
      createHmac('sha256', secret).update(`${orderId}:1`).digest().subarray(0, 24).toString('base64url');
    const ending = links.filter(({ orderId }) => /[-_]$/.test(before(orderId)));
    expect(ending.length).toBeGreaterThan(10);
    for (const { orderId, token } of links) {
      const old = before(orderId);
      expect([token.endsWith(`.${old}`), isSignature(secret, orderId, 1, old)]).toEqual([
        /[A-Za-z0-9]$/.test(old),
        true,
      ]);
      expect(isSignature(secret, orderId, 1, token.slice(23))).toBe(true);
      expect(isSignature(secret, orderId, 2, token.slice(23))).toBe(false);
    }
  });
});
