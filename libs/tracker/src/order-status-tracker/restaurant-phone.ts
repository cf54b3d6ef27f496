import type { Order } from '#libs/contracts';
import { Token, type TokenSource } from '../connection/token-source.ts';

const ASK_AGAIN_MS = 30_000;

/** By the address of an order; null where it has none, or as long as that is not known. */
const numbers = new Map<string, string | null>();

/**
 * By which number an order's restaurant is called: it stands in no snapshot, and is asked for once calling is
 * the answer. Null where it has none, or until it is known.
 * @param url the order's
 */
export function restaurantPhone(url: string, token: TokenSource, onKnown: () => void): string | null {
  if (!numbers.has(url)) void ask(url, new Token(token)).then(onKnown);
  return numbers.get(url) ?? null;
}

async function ask(url: string, token: Token): Promise<void> {
  numbers.set(url, null);
  try {
    const headers = { authorization: `Bearer ${await token.current()}` };
    const { restaurant } = (await (await fetch(url, { headers })).json()) as Order;
    numbers.set(url, restaurant.phone);
  } catch {
    // No network, or a refusal, as is said elsewhere.
    setTimeout(() => numbers.delete(url), ASK_AGAIN_MS);
  }
}
