import type { Order } from '#libs/contracts';
import { type Amended, amendedBy, type Change } from '../outbox/change.ts';
import type { Outbox } from '../outbox/outbox.ts';

/** What this board did and the server has not judged, as the board shows it: it counts as done. */
export class KeptChanges {
  /** @param now by the server's clock, in ms */
  constructor(
    private readonly outbox: Pick<Outbox, 'size' | 'changes' | 'of'>,
    private readonly now: () => number,
  ) {}

  /**
   * How many changes have no verdict.
   * @param patience where given, those that are younger do not count; in ms
   */
  count(patience?: number): number {
    if (patience === undefined) return this.outbox.size;
    const latest = this.now() - patience;
    return this.outbox.changes.filter(({ occurred_at: at }) => Date.parse(at) <= latest).length;
  }

  /** Where the order is, with what this board has done to it and the server has not said yet. */
  statusOf({ order_id, status }: Order): Order['status'] {
    return (
      this.outbox.of(order_id).findLast(({ kind }) => kind === 'move' || kind === 'recall')?.to ?? status
    );
  }

  /** By how much it was delayed here, and the server has not said so yet; in min. */
  delayOf(orderId: string): number {
    return this.outbox
      .of(orderId)
      .reduce((sum, change) => sum + (change.kind === 'delay' ? change.minutes : 0), 0);
  }

  /** What this board said last of its payment and its time; null where it said nothing. */
  amendedOf(orderId: string): Amended | null {
    const said = this.outbox.of(orderId).filter((change) => change.kind === 'amend');
    return said.length === 0
      ? null
      : said.reduce<Amended>((all, change) => ({ ...all, ...amendedBy(change) }), {});
  }

  /** The latest change that has no verdict, if there is one. */
  latestOf(orderId: string): Change | undefined {
    return this.outbox.of(orderId).at(-1);
  }
}
