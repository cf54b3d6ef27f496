import type { IncomingMessage } from 'node:http';
import { plainAddress, type TrustProxy, trustedProxies } from '#libs/service-kit';

/**
 * The address that a connection comes from; `X-Forwarded-For` is believed as far as the proxies that wrote it
 * are. Engine.IO shows a request as Node does, which knows nothing of proxies.
 */
export function addressOf(request: IncomingMessage, trust: TrustProxy): string {
  const direct = plainAddress(request.socket.remoteAddress ?? '');
  const named = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => plainAddress(part.trim()))
    .filter((part) => part !== '');
  const [farthest, ...nearer] = [...named, direct];
  const isTrusted = trustedProxies(trust);
  return nearer.findLast((hop) => !isTrusted(hop)) ?? farthest;
}
