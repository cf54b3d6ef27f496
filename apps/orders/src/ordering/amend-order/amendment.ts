import { isDeepStrictEqual } from 'node:util';
import {
  type Account,
  amendable,
  type AmendedPart,
  type AmendOrder,
  type Contact,
  type LineState,
} from '#libs/contracts';
import { sumOf } from '#libs/order-model';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { ChangeType, Role, Status } from '#libs/status-machine';
import { type ContactRow, emptyContact } from '../order/model/contact-row.ts';
import {
  actorOf,
  type AmendedContent,
  type ChangeRule,
  type OrderChange,
} from '../order/writing/order-change.ts';
import { wantedAt } from '../order/writing/schedule.ts';
import type { StoredItem } from '../order/model/order-row.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';

/** What each role may amend; who is not named here amends nothing. */
const amendableBy: Partial<Record<Role, readonly AmendedPart[]>> = {
  [Role.Admin]: amendable,
  [Role.Manager]: amendable,
  [Role.Cashier]: amendable,
  [Role.Device]: amendable,
  [Role.Kitchen]: ['items'],
  [Role.Courier]: ['payment'],
};

/** @throws ProblemError 403 */
function judgeParts(body: AmendOrder, { role }: Account): void {
  const allowed = amendableBy[role] ?? [];
  const refused = amendable.find((part) => body[part] !== undefined && !allowed.includes(part));
  if (refused !== undefined)
    throw new ProblemError('forbidden', `The role "${role}" does not amend an order's ${refused}.`);
}

/** @throws ProblemError 409 where it is not for later, or the kitchen has it already */
function judgeTime(body: AmendOrder, { status, version }: StoredOrder): void {
  if (body.scheduled_for === undefined || status === Status.Scheduled) return;
  throw new ProblemError(
    'transition_not_allowed',
    `The order is ${status}: only one that is scheduled is moved to another time.`,
    { from: status, to: Status.Scheduled, allowed: [], version },
  );
}

/**
 * Changes what an order holds, and not its status. What was promised stays, save where one for later is moved
 * to another time.
 */
export class Amendment implements ChangeRule {
  constructor(
    private readonly body: AmendOrder,
    readonly contact: Contact | null,
  ) {}

  /**
   * @throws ProblemError 403 for a part that is not this role's, 409 for a time of an order that the kitchen
   * has, 400 for a line that is not there, or a time that is too soon or too late
   */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange | null {
    judgeParts(this.body, caller);
    judgeTime(this.body, order);
    const amended = this.#amended(order, now);
    if (amended.amendment.changed.length === 0) return null;
    return {
      type: ChangeType.Amended,
      fromStatus: order.status,
      status: order.status,
      actor: actorOf(caller),
      occurredAt: now,
      workMinutes: order.workMinutes,
      amended,
    };
  }

  #amended(order: StoredOrder, now: number): AmendedContent {
    const content = this.#content(order, now);
    const contact = this.#contactRow();
    const items = this.body.items?.filter(({ line, state }) => stateOf(order.items[line - 1]) !== state);
    const isNew = (key: keyof typeof content): boolean =>
      content[key] !== undefined && !isDeepStrictEqual(content[key], order[key]);
    const changed = [
      ...(isNew('payment') ? (['payment'] as const) : []),
      ...(isNew('table') ? (['table'] as const) : []),
      ...(this.body.address === undefined ? [] : (['address'] as const)),
      ...(this.contact === null ? [] : (['customer'] as const)),
      ...(items === undefined || items.length === 0 ? [] : (['items'] as const)),
      ...(isNew('adjustments') ? (['adjustments'] as const) : []),
      // A sum that the POS now says is its own is another total, though of the same amount.
      ...(isNew('totalAmount') || isNew('totalGiven') ? (['total'] as const) : []),
      ...(isNew('scheduledFor') ? (['scheduled_for'] as const) : []),
    ];
    const { payment, table, adjustments, totalAmount: total, scheduledFor } = content;
    const amendment = {
      changed,
      ...(changed.includes('items') && { items }),
      ...(changed.includes('payment') && { payment }),
      ...(changed.includes('table') && { table: table ?? undefined }),
      ...(changed.includes('adjustments') && { adjustments }),
      ...(changed.includes('total') && { total }),
      ...(changed.includes('scheduled_for') && { scheduledFor: scheduledFor ?? undefined }),
    };
    return { amendment, content, contact };
  }

  #content(order: StoredOrder, now: number): AmendedContent['content'] {
    const { payment, table, items, adjustments, total, scheduled_for } = this.body;
    const sums = adjustments !== undefined && total === undefined && !order.totalGiven;
    return {
      ...(payment && { payment }),
      ...(table !== undefined && { table }),
      ...(items && { items: withStates(order.items, items) }),
      ...(adjustments && { adjustments }),
      ...(sums && { totalAmount: sumOf(order.items, adjustments) }),
      ...(total && { totalAmount: total.amount, totalGiven: true }),
      ...(scheduled_for !== undefined && { scheduledFor: wantedAt(scheduled_for, now) }),
    };
  }

  /** A contact that is named is replaced as a whole. */
  #contactRow(): Partial<ContactRow> | null {
    const { address } = this.body;
    if (this.contact === null && address === undefined) return null;
    const { address: _, ...unknown } = emptyContact;
    return {
      ...(this.contact && { ...unknown, ...this.contact }),
      ...(address !== undefined && { address }),
    };
  }
}

const stateOf = (item: StoredItem | undefined): LineState['state'] => item?.state ?? 'waiting';

/** @throws ProblemError 400 for a line that is not there */
function withStates(items: readonly StoredItem[], changed: readonly LineState[]): readonly StoredItem[] {
  const beyond = changed.findIndex(({ line }) => line > items.length);
  if (beyond >= 0)
    throw invalidRequest([
      {
        path: ['items', String(beyond), 'line'],
        message: `the order has lines 1 to ${String(items.length)}`,
      },
    ]);
  const states = new Map(changed.map(({ line, state }) => [line, state]));
  return items.map((item, index) => ({ ...item, state: states.get(index + 1) ?? stateOf(item) }));
}
