import {
  type Account,
  type AmendOrder,
  type OrderEvent,
  orderEventsTopic,
  type Reason,
} from '#libs/contracts';
import { decodeOrderEvent } from '#libs/messaging';
import { ProblemError } from '#libs/service-kit';
import type { Fulfilment, Role, Status } from '#libs/status-machine';
import { AmendOrderHandler } from '../../apps/orders/src/ordering/amend-order/amend-order.handler.ts';
import { ChangeStatusHandler } from '../../apps/orders/src/ordering/change-status/change-status.handler.ts';
import { DelayOrderHandler } from '../../apps/orders/src/ordering/delay-order/delay-order.handler.ts';
import {
  changeRecord,
  type ChangeRecord,
  type Recording,
} from '../../apps/orders/src/ordering/order/writing/change-record.ts';
import type { ChangeRule } from '../../apps/orders/src/ordering/order/writing/order-change.ts';
import { chainStart } from '../../apps/orders/src/ordering/order/model/history-hash.ts';
import type {
  ChangeOutcome,
  ChangeRequest,
} from '../../apps/orders/src/ordering/order/writing/change-request.ts';
import type { OrderChanges } from '../../apps/orders/src/ordering/order/writing/order-changes.ts';
import type { StoredOrder } from '../../apps/orders/src/ordering/order/model/stored-order.ts';
import type { Database } from '../../apps/orders/src/platform/index.ts';
import { RecallOrderHandler } from '../../apps/orders/src/ordering/recall-order/recall-order.handler.ts';

const minute = 60_000;
const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
export const recallWindowMs = 10 * minute;
export const restaurantId = '01980000-0000-7000-8000-00000000000a';

/** Someone of the restaurant, with a name that only its own people may read. */
export const staff = (
  role: Exclude<Role, 'device' | 'customer' | 'system'>,
): Extract<Account, { kind: 'staff' }> => ({
  kind: 'staff',
  id: '01980000-0000-7000-8000-00000000000b',
  name: 'Carla Cashier',
  role,
  restaurant_id: restaurantId,
});

/** What is said with a move. */
export interface Said {
  readonly notes?: string;
  readonly internal_notes?: string;
  readonly reason?: Reason;
  readonly occurred_at?: string;
}

/**
 * An order that lives by what `orders` really does with it, save that nothing is kept in a database: its
 * handlers decide, what they decide becomes history and event, and `event` is what is read from the log.
 */
export class LivingOrder {
  #order: StoredOrder;
  #event: OrderEvent;
  /** By the clock of `orders`, in ms. */
  now = Date.UTC(2026, 0, 5, 18);
  /** What cooks have in hand beside it. */
  piecesInHand: number | null = null;
  readonly #changes = {
    apply: ({ caller }: ChangeRequest, rule: ChangeRule) => this.#apply(rule, caller),
  } as unknown as OrderChanges;

  /** @param isScheduled for three hours later, or for now */
  constructor(fulfilment: Fulfilment, isScheduled = false) {
    const scheduledFor = isScheduled ? this.now + 180 * minute : null;
    const blank = { ...blankOrder(fulfilment, this.now), scheduledFor };
    const work = blank.workMinutes;
    const placed = changeRecord(
      blank,
      {
        type: 'placed',
        fromStatus: null,
        status: isScheduled ? 'scheduled' : 'pending',
        actor: staff('cashier'),
        occurredAt: this.now,
        workMinutes: work,
      },
      this.#recording,
    );
    this.#order = placed.changed;
    this.#event = eventIn(blank, placed);
  }

  get order(): StoredOrder {
    return this.#order;
  }

  /** Of the newest change. */
  get event(): OrderEvent {
    return this.#event;
  }

  /** @returns false where the rules refuse it */
  move(to: Status, caller: Account, said: Said = {}): Promise<boolean> {
    const reason = said.reason ?? 'other';
    return this.#isDone(() =>
      new ChangeStatusHandler(this.#changes).handle(this.#request(caller, { status: to, ...said, reason })),
    );
  }

  /** @returns false where the rules refuse it */
  recall(caller: Account): Promise<boolean> {
    return this.#isDone(() =>
      new RecallOrderHandler(this.#changes, recallWindowMs).handle(
        this.#request(caller, { reason: 'mistake' }),
      ),
    );
  }

  /** @returns false where the rules refuse it */
  delay(minutes: number, caller: Account, notes = ''): Promise<boolean> {
    return this.#isDone(() =>
      new DelayOrderHandler(this.#changes).handle(this.#request(caller, { minutes, reason: 'busy', notes })),
    );
  }

  /** @returns false where the rules refuse it, or it is so already */
  amend(body: Omit<AmendOrder, 'customer'>, caller: Account): Promise<boolean> {
    return this.#isDone(() =>
      new AmendOrderHandler(this.#changes, noDatabase).handle(this.#request(caller, body)),
    );
  }

  get #recording(): Recording {
    return { recordedAt: this.now, traceparent, times: {}, piecesAhead: this.piecesInHand };
  }

  #request<Body>(caller: Account, body: Body): ChangeRequest<Body> {
    return { caller, orderId: this.#order.orderId, body, traceparent };
  }

  async #isDone(change: () => Promise<ChangeOutcome>): Promise<boolean> {
    try {
      return (await change()).result === 'applied';
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  }

  async #apply(rule: ChangeRule, caller: Account): Promise<ChangeOutcome> {
    const order = this.#order;
    const change = rule.decide(order, caller, this.now);
    if (change === null) return { order, result: 'already_applied', replayed: false };
    const next = changeRecord(order, change, this.#recording);
    this.#order = next.changed;
    this.#event = eventIn(order, next);
    return { order: this.#order, result: 'applied', replayed: false };
  }
}

/** Without a contact none is needed. */
const noDatabase = undefined as unknown as Database;

const eventIn = ({ orderId }: StoredOrder, { record }: ChangeRecord): OrderEvent =>
  decodeOrderEvent({ topic: orderEventsTopic, key: orderId, ...record });

const blankOrder = (fulfilment: Fulfilment, now: number): StoredOrder => ({
  orderId: '0190a000-0000-7000-8000-000000000001',
  restaurantId,
  orderNumber: 'ONLINE-000042',
  displayNumber: null,
  restaurant: {
    name: 'Mabuhay Kitchen',
    phone: '+63285551234',
    address: null,
    timezone: 'Asia/Manila',
    deliveryMinutes: { from: 10, to: 25 },
    policies: { accept_within_seconds: 600 },
  },
  scheduledFor: null,
  extraMinutes: 0,
  kitchenLoad: 0,
  piecesAhead: null,
  hasContact: true,
  fulfilment,
  status: 'pending',
  version: 0,
  customerId: null,
  externalId: null,
  items: [
    { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 },
    { name: 'Ham', quantity: 0.35, unit_price: 100_000 },
  ],
  adjustments: [],
  totalAmount: 80_000,
  totalGiven: false,
  payment: { status: 'unpaid' },
  notes: null,
  currency: 'PHP',
  table: null,
  workMinutes: 20,
  placedAt: now,
  endedAt: null,
  headHash: chainStart,
  linkGeneration: 0,
  history: [],
});
