import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

/** As the setting `TRUST_PROXY` says it: all, none, or the addresses and networks of proxies, parted by commas. */
export type TrustProxy = boolean | string;

const lists = new Map<string, BlockList>();

/** The address that a connection comes from; `X-Forwarded-For` is believed as far as the proxies that wrote it are. */
export function addressOf(request: IncomingMessage, trust: TrustProxy): string {
  const direct = plain(request.socket.remoteAddress ?? '');
  if (trust === false) return direct;
  const named = String(request.headers['x-forwarded-for'] ?? '').split(',').map((part) => plain(part.trim())).filter((part) => part !== '');
  const hops = [...named, direct];
  if (trust === true) return hops[0] ?? direct;
  return hops.findLast((hop) => !isTrusted(hop, trust)) ?? hops[0] ?? direct;
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function isTrusted(address: string, trust: string): boolean {
  const list = lists.get(trust) ?? listOf(trust);
  lists.set(trust, list);
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function listOf(trust: string): BlockList {
  const list = new BlockList();
  for (const entry of trust.split(',').map((part) => part.trim())) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
