import type { Account, ChangeType, Reason } from '#libs/contracts';
import type { Role, Status } from '#libs/status-machine';
import type { ContactRow } from '../model/contact-row.ts';
import type { Amendment } from '../model/history-row.ts';
import type { OrderRow } from '../model/order-row.ts';
import type { StoredOrder } from '../model/stored-order.ts';

/** Who made a change, as the history keeps it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export const actorOf = ({ id, name, role }: Account): Actor => ({ id, name, role });

/**
 * What is to be written about an order: the next row of its history, before it has a version. Times in ms.
 */
export interface OrderChange {
  readonly type: ChangeType;
  readonly fromStatus: Status | null;
  readonly status: Status;
  readonly corrects?: number | undefined;
  readonly minutes?: number | undefined;
  readonly reason?: Reason | undefined;
  readonly actor: Actor;
  readonly occurredAt: number;
  readonly workMinutes: number;
  readonly notes?: string | undefined;
  readonly internalNotes?: string | undefined;
  readonly amended?: AmendedContent | undefined;
}

type Content = Pick<
  OrderRow,
  'scheduledFor' | 'items' | 'adjustments' | 'totalAmount' | 'totalGiven' | 'payment' | 'table'
>;

/** What an amendment puts in the place of what was. */
export interface AmendedContent {
  readonly amendment: Amendment;
  readonly content: Partial<Content>;
  readonly contact: Partial<ContactRow> | null;
}

/** What someone wants of an order. It is asked again whenever another change was first. */
export interface ChangeRule {
  /** True where what this process remembers of the order will not do: it is read before it is judged. */
  readonly needsFreshRead?: boolean;

  /**
   * The rules' word on the order as it stands.
   * @param now our clock, in ms
   * @returns what to write, or null where it is so already
   * @throws ProblemError to refuse
   */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange | null;
}
