import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { readSettings } from '#libs/service-kit';
import { rateLimitsSchema } from './rate-limits.ts';

const read = (RATE_LIMITS?: string) =>
  readSettings(z.object({ RATE_LIMITS: rateLimitsSchema }), { RATE_LIMITS }).RATE_LIMITS;

describe('RATE_LIMITS', () => {
  it('allows by default at least 200 requests a second of an account, and 500 sockets of an address', () => {
    const limits = read();
    expect(limits?.account.perSecond).toBeGreaterThanOrEqual(200);
    expect(limits?.address.perSecond).toBeGreaterThanOrEqual(200);
    expect(limits?.restaurant.perSecond).toBeGreaterThanOrEqual(200);
    expect(limits?.sockets.burst).toBeGreaterThanOrEqual(500);
    expect(limits?.followers.burst).toBeGreaterThanOrEqual(500);
    expect(limits?.handshakes.burst).toBeGreaterThanOrEqual(2 * 500);
    expect(read('on')).toEqual(limits);
  });

  it('turns all of them off', () => {
    expect([read('off'), read('false')]).toEqual([null, null]);
  });

  it('changes single ones, and leaves the others', () => {
    const limits = read('account=600, sockets=5000');
    expect(limits).toEqual({
      ...read(),
      account: { perSecond: 600, burst: 1_800 },
      sockets: { perSecond: 0, burst: 5_000 },
    });
  });

  it.each([
    'maybe',
    'account',
    'account=0',
    'account=-1',
    'account=1.5',
    'accounts=5',
    'constructor=5',
    'account=500;address=5',
    'account=500,',
  ])('refuses "%s", and says what there is', (text) => {
    expect(() => read(text)).toThrow(/^RATE_LIMITS: must be on, off, or limits .*address, account, device/);
  });
});
