import type { TokenSource } from '../connection/token-source.ts';
import { OrderConnection } from './order-connection.ts';

/** A page that takes one tracker away and puts another there keeps its connection. */
const LINGER_MS = 1_000;

export interface Share {
  readonly connection: OrderConnection;
  /** Gives the share back; the last one closes the connection. */
  readonly release: () => void;
}

interface Shared {
  readonly connection: OrderConnection;
  holders: number;
}

const byOrigin = new Map<string, Map<TokenSource, Shared>>();

/**
 * One connection for all who name the same origin and the same token, the same function where it is one. One
 * that was refused for good is not handed out again.
 */
export function shareConnection(origin: string, token: TokenSource): Share {
  const byToken = byOrigin.get(origin) ?? new Map<TokenSource, Shared>();
  byOrigin.set(origin, byToken);
  const usable = byToken.get(token);
  const shared =
    usable && usable.connection.status !== 'error'
      ? usable
      : { connection: new OrderConnection({ origin, token }), holders: 0 };
  byToken.set(token, shared);
  shared.holders += 1;
  return { connection: shared.connection, release: once(() => release(byToken, token, shared)) };
}

function release(byToken: Map<TokenSource, Shared>, token: TokenSource, shared: Shared): void {
  shared.holders -= 1;
  setTimeout(() => {
    if (shared.holders > 0) return;
    shared.connection.stop();
    if (byToken.get(token) === shared) byToken.delete(token);
  }, LINGER_MS);
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}
