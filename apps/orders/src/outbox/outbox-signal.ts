import type { StoredEntry } from '../order/stored-order.ts';

/** A change that is on disk. */
export interface Committed extends Pick<StoredEntry, 'version' | 'type' | 'status'> {
  readonly orderId: string;
  readonly traceparent: string | undefined;
}

/** Says "something was committed": to the relay of this process and, where another process may hold the relay's place, to that one; and to the log. */
export class OutboxSignal {
  readonly #listeners: ((change: Committed) => void)[] = [];

  committed(change: Committed): void {
    for (const listener of this.#listeners) listener(change);
  }

  onCommitted(listener: (change: Committed) => void): void {
    this.#listeners.push(listener);
  }
}
