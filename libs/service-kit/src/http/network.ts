import { isIPv6 } from 'node:net';

/** An IPv4 address as such, where a socket for both kinds shows it as one of IPv6. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** What one customer of a provider has, by any of its addresses: of IPv6 a whole /64, of IPv4 one address. */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain) || plain.includes('.')) return plain;
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? [];
  const [left, right] = [head === '' ? [] : head.split(':'), tail === '' ? [] : tail.split(':')];
  const zeros = plain.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : [];
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}
