import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** As the setting `TRUST_PROXY` says it: all, none, or the addresses, networks and names of networks of proxies, parted by commas. */
export type TrustProxy = boolean | string;

/** The names that the HTTP side knows too. */
const networks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

const lists = new Map<string, BlockList>();

/** The address that a connection comes from; `X-Forwarded-For` is believed as far as the proxies that wrote it are. */
export function addressOf(request: IncomingMessage, trust: TrustProxy): string {
  const direct = plain(request.socket.remoteAddress ?? '');
  if (trust === false) return direct;
  const named = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => plain(part.trim()))
    .filter((part) => part !== '');
  const hops = [...named, direct];
  if (trust === true) return hops[0] ?? direct;
  return hops.findLast((hop) => !isTrusted(hop, trust)) ?? hops[0] ?? direct;
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function isTrusted(address: string, trust: string): boolean {
  // A header may say anything, and the list takes nothing but addresses.
  if (isIP(address) === 0) return false;
  const list = lists.get(trust) ?? listOf(trust);
  lists.set(trust, list);
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function listOf(trust: string): BlockList {
  const list = new BlockList();
  for (const entry of trust
    .split(',')
    .map((part) => part.trim())
    .flatMap((part) => networks[part] ?? [part])) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
