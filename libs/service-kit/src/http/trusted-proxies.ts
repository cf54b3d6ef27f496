import { BlockList, isIP, isIPv6 } from 'node:net';
import { plainAddress } from './network.ts';

/**
 * As the setting `TRUST_PROXY` says it: all, none, or the addresses, networks and names of networks of
 * proxies, parted by commas.
 */
export type TrustProxy = boolean | string;

/** Whether `X-Forwarded-For` is believed of whoever sends from the address. */
type IsTrusted = (address: string | undefined) => boolean;

/** Names that every proxy library knows. */
const networks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Each setting is read once. */
const known = new Map<TrustProxy, IsTrusted>([
  [true, () => true],
  [false, () => false],
]);

/** @throws RangeError for a text that names something else than addresses and networks */
export function trustedProxies(trust: TrustProxy): IsTrusted {
  const isTrusted = known.get(trust) ?? within(proxiesIn(String(trust)));
  known.set(trust, isTrusted);
  return isTrusted;
}

/** Whether the text names proxies, and nothing else. */
export function areProxies(text: string): boolean {
  try {
    proxiesIn(text);
    return true;
  } catch {
    return false;
  }
}

function within(proxies: BlockList): IsTrusted {
  return (address = '') => {
    const plain = plainAddress(address);
    // A header may say anything, and the list takes nothing but addresses.
    return isIP(plain) !== 0 && proxies.check(plain, familyOf(plain));
  };
}

function proxiesIn(text: string): BlockList {
  const list = new BlockList();
  for (const part of text.split(',').map((each) => each.trim()))
    for (const proxy of networks[part] ?? [part]) add(list, proxy);
  return list;
}

function add(list: BlockList, proxy: string): void {
  const [address = '', bits, ...more] = proxy.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isWhole = bits === undefined;
  if (most < 0 || more.length > 0 || !(isWhole || (/^\d+$/.test(bits) && Number(bits) <= most)))
    throw new RangeError(`${proxy} is neither an address nor a network`);
  if (isWhole) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
