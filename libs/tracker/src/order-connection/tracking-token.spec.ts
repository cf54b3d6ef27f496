import { describe, expect, it } from '@jest/globals';
import { orderIdOfToken } from './tracking-token.ts';

const orderId = '0190a3f4-ffff-7bcd-bfff-00000000002a';
const idPart = Buffer.from(orderId.replaceAll('-', ''), 'hex').toString('base64url');

describe('a tracking token', () => {
  it('names its order', () => {
    expect(orderIdOfToken(`${idPart}.c2lnbmF0dXJl`)).toBe(orderId);
  });

  it.each(['', 'x', idPart, `${idPart}.`, `${idPart.slice(1)}.c2ln`, `${idPart}.a b`])(
    'is not recognised in %j',
    (text) => {
      expect(orderIdOfToken(text)).toBeNull();
    },
  );
});
