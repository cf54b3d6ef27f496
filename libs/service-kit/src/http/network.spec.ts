import { describe, expect, it } from '@jest/globals';
import { networkOf } from './network.ts';

describe('The network of an address', () => {
  it('is the address itself for IPv4, however it is written', () => {
    expect([networkOf('203.0.113.7'), networkOf('::ffff:203.0.113.7'), networkOf('unknown')]).toEqual([
      '203.0.113.7',
      '203.0.113.7',
      'unknown',
    ]);
  });

  it('is the /64 for IPv6, however it is written', () => {
    const same = [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff:0:0:1',
      '2001:DB8:1:2::',
      '2001:0db8:0001:0002:0:0:0:9',
    ];
    expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:1:2']));
    expect(networkOf('2001:db8:1:3::1')).toBe('2001:db8:1:3');
    expect([networkOf('::1'), networkOf('fe80::1%eth0'), networkOf('2001:db8::')]).toEqual([
      '0:0:0:0',
      'fe80:0:0:0',
      '2001:db8:0:0',
    ]);
  });
});
