import { describe, expect, it } from '@jest/globals';
import { areProxies, trustedProxies } from './trusted-proxies.ts';

describe('The proxies that are trusted', () => {
  it('are all, or none', () => {
    expect([trustedProxies(true)('203.0.113.9'), trustedProxies(false)('127.0.0.1')]).toEqual([true, false]);
  });

  it.each([
    ['loopback, 10.0.0.0/8', ['127.0.0.1', '::1', '10.1.2.3', '::ffff:10.1.2.3'], ['11.0.0.1', '::2']],
    ['uniquelocal', ['172.18.0.4', '192.168.1.1', 'fd00::1'], ['172.32.0.1', 'fe80::1']],
    ['linklocal', ['169.254.0.1', 'fe80::1', 'fe80::1%eth0'], ['10.0.0.1']],
    ['2001:db8::/32,203.0.113.7', ['2001:db8:1::1', '203.0.113.7'], ['2001:db9::1', '203.0.113.8']],
    ['0.0.0.0/0', ['203.0.113.7'], ['2001:db8::1']],
  ])('are those of "%s"', (setting, trusted, others) => {
    const isTrusted = trustedProxies(setting);
    expect([trusted.filter(isTrusted), others.filter(isTrusted)]).toEqual([trusted, []]);
  });

  it('are addresses: nothing else that a header may hold, and no one whose connection is gone', () => {
    expect(['unknown', '', '10.0.0.1:80', undefined].filter(trustedProxies('10.0.0.0/8'))).toEqual([]);
  });

  it.each([
    'proxy.example',
    '10.0.0.0/33',
    '::/129',
    'loopback/8',
    '10.0.0.1/8/8',
    '10.0.0.0/x',
    '',
    'loopback,',
  ])('are not named by "%s"', (setting) => {
    expect(areProxies(setting)).toBe(false);
    expect(() => trustedProxies(setting)).toThrow(RangeError);
  });
});
