import { describe, expect, it } from '@jest/globals';
import { telLink } from './tel-link.ts';

describe('the link by which somebody is called', () => {
  it.each([
    ['+63285551234', 'tel:+63285551234'],
    ['+63 (2) 8555-1234', 'tel:+63285551234'],
    ['0917 123 4567', 'tel:09171234567'],
    ['ask for Ana', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('of %j is %j', (phone, link) => {
    expect(telLink(phone)).toBe(link);
  });
});
