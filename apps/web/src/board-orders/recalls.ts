import type { Order } from '#libs/contracts';

type Status = Order['status'];

/** What someone does with an order while its recall is on its way. */
interface Next {
  readonly to: Status;
  readonly act: () => void;
}

/** Recalls that are on their way: what each will bring, and what was done in the meantime, which waits for it. */
export class Recalls {
  readonly #coming = new Map<string, Status>();
  readonly #next = new Map<string, Next>();

  /** Where the order will be; undefined where none is on its way. */
  statusOf(orderId: string): Status | undefined {
    return this.#next.get(orderId)?.to ?? this.#coming.get(orderId);
  }

  isComing(orderId: string): boolean {
    return this.#coming.has(orderId);
  }

  /** What is done with the order now is done when its recall has come. */
  then(orderId: string, next: Next): void {
    this.#next.set(orderId, next);
  }

  /** @param ask sends the recall, takes in the answer, and says whether it was done */
  async run(orderId: string, back: Status, ask: () => Promise<boolean>): Promise<void> {
    this.#coming.set(orderId, back);
    const isDone = await ask();
    this.#coming.delete(orderId);
    if (isDone) this.goOn(orderId);
    else this.#next.delete(orderId);
  }

  /** There is nothing left to wait for. */
  goOn(orderId: string): void {
    const next = this.#next.get(orderId);
    this.#next.delete(orderId);
    next?.act();
  }
}
