import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Reason } from './reason.ts';

/** As the public contract has them. */
const promised = [
  'customer',
  'no_response',
  'sold_out',
  'too_busy',
  'closed',
  'no_show',
  'no_answer',
  'wrong_address',
  'payment',
  'mistake',
  'remake',
  'ingredient',
  'staff',
  'traffic',
  'busy',
  'other',
];

describe('The reasons', () => {
  it('are all there that the contract promises', () => {
    expect(Object.values(Reason)).toEqual(expect.arrayContaining(promised));
  });

  it('stand in the page for POS developers', () => {
    const page = readFileSync('docs/pos-developers.md', 'utf8');
    const [, listed = ''] = /count them and the customer reads why\. One of\n(.+?)\.\n/.exec(page) ?? [];
    expect(listed.replaceAll('`', '').split(', ').toSorted()).toEqual(Object.values(Reason).toSorted());
  });
});
