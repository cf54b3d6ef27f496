import type { Problem, Snapshot } from '#libs/contracts';
import { serverClock } from '../server-clock/server-clock.ts';
import { problemIn } from '../connection/refusal.ts';

export type StatusAnswer =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

/**
 * Asks for an order's status over HTTP, by ETag, so that an unchanged order costs a 304.
 * Never throws: a network that fails is an answer too.
 */
export class StatusQuestion {
  readonly #url: string;
  #etag: string | null = null;

  constructor(origin: string, orderId: string) {
    this.#url = new URL(`/api/v1/online/orders/${orderId}/status/`, origin).href;
  }

  async ask(token: string, signal: AbortSignal): Promise<StatusAnswer> {
    try {
      return await this.#read(
        await fetch(this.#url, { headers: this.#headers(token), signal, cache: 'no-store' }),
      );
    } catch {
      return { kind: 'unreachable' };
    }
  }

  #headers(token: string): Record<string, string> {
    return { authorization: `Bearer ${token}`, ...(this.#etag !== null && { 'if-none-match': this.#etag }) };
  }

  async #read(response: Response): Promise<StatusAnswer> {
    serverClock.hear(response.headers.get('date'));
    if (response.status === 304) return { kind: 'unchanged' };
    if (!response.ok) {
      const problem = problemIn(await response.json());
      return problem ? { kind: 'refused', problem } : { kind: 'unreachable' };
    }
    const snapshot = (await response.json()) as Snapshot;
    this.#etag = response.headers.get('etag');
    return { kind: 'snapshot', snapshot };
  }
}
