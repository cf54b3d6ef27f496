import { randomUUID } from 'node:crypto';
import type {
  Adjustment,
  HistoryRecord,
  ItemState,
  NewItem,
  Order,
  OrderChanged,
  Payment,
  Snapshot,
} from '#libs/contracts';
import {
  linesOf,
  madeOf,
  shortNumber,
  snapshotFrom,
  snapshotSince,
  standingChanges,
  sumOf,
} from '#libs/order-model';
import { type Fulfilment, Role, type Status } from '#libs/status-machine';

type Change = Partial<Pick<HistoryRecord, 'notes' | 'reason' | 'minutes' | 'corrects' | 'type' | 'changed'>>;
export type Estimate = Snapshot['estimate'];

/** An estimate from now, in minutes. */
export const readyIn = (from: number, to: number): NonNullable<Estimate> => ({
  ready_from: minutesFromNow(from),
  ready_to: minutesFromNow(to),
});
/** When a delivery will be at the door, from now, in minutes; from when it is packed on. */
export const arrivesIn = (from: number, to: number): NonNullable<Estimate> => ({
  ready_from: null,
  ready_to: null,
  arrives_from: minutesFromNow(from),
  arrives_to: minutesFromNow(to),
});
export const minutesFromNow = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString();

/**
 * One order of the restaurant in the test: it moves by the real rules' words and steps, and tells what a
 * customer may see.
 */
export class KitchenOrder {
  readonly id = randomUUID();
  readonly token = `${Buffer.from(this.id.replaceAll('-', ''), 'hex').toString('base64url')}.${'s'.repeat(22)}`;
  readonly history: HistoryRecord[] = [];
  estimate: Estimate = null;
  scheduledFor: string | null = null;
  acceptBy: string | null = null;
  items: readonly NewItem[] = [
    { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'No egg in one of them, please' },
    { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 },
    { name: 'Iced Calamansi', quantity: 2, unit_price: 9_500 },
  ];
  adjustments: readonly Adjustment[] = [];
  payment: Payment = { status: 'unpaid' };
  notes: string | null = null;
  currency = 'PHP';
  /** What people call out, where the POS has a number of its own. */
  called: string | null = null;
  /** By line. */
  readonly states = new Map<number, ItemState>();

  constructor(
    readonly fulfilment: Fulfilment,
    readonly number: string,
    readonly place: { readonly table?: string; readonly address?: string } = {},
    placedMinutesAgo = 9,
    placedAs: Status = 'pending',
  ) {
    this.record({
      type: 'placed',
      status: placedAs,
      timestamp: minutesFromNow(-placedMinutesAgo),
      role: Role.Cashier,
    });
  }

  get version(): number {
    return this.history.length;
  }

  get status(): Status {
    return this.history.at(-1)?.status ?? 'pending';
  }

  move(
    status: Status,
    change: Change & { readonly estimate?: Estimate; readonly minutesAgo?: number } = {},
  ): this {
    const { estimate = null, minutesAgo = 0, ...more } = change;
    this.estimate = estimate;
    return this.record({
      type: 'status_changed',
      status,
      timestamp: minutesFromNow(-minutesAgo),
      role: Role.Kitchen,
      ...more,
    });
  }

  recall(estimate: Estimate = null): this {
    const standing = standingChanges(this.history);
    return this.move(standing.at(-2)?.status ?? 'pending', {
      type: 'recalled',
      corrects: standing.at(-1)?.version ?? 1,
      reason: 'mistake',
      estimate,
    });
  }

  delay(minutes: number, estimate: Estimate): this {
    return this.move(this.status, { type: 'delayed', minutes, reason: 'traffic', estimate });
  }

  /** As a POS amends what is in it. */
  amend(...changed: NonNullable<HistoryRecord['changed']>): this {
    const { estimate } = this;
    return this.move(this.status, { type: 'amended', changed, estimate });
  }

  private get lines() {
    return linesOf(this.items).map((item) => ({ ...item, state: this.states.get(item.line) ?? item.state }));
  }

  snapshot(since = 0): Snapshot {
    const recorded = {
      order_id: this.id,
      order_number: this.number,
      display_number: this.called ?? shortNumber(this.number),
      restaurant_name: 'Mabuhay Kitchen',
      fulfilment: this.fulfilment,
      estimate: this.estimate,
      scheduled_for: this.scheduledFor,
      accept_by: this.acceptBy,
      status_history: [...this.history],
      payment: this.payment,
      ...madeOf(this.lines),
    };
    return snapshotSince(snapshotFrom(recorded, 'customer'), since);
  }

  /** The latest change as it travels to screens. */
  frame(): OrderChanged {
    const {
      order_id,
      order_number,
      display_number,
      version,
      status,
      order_status,
      status_info,
      estimate,
      scheduled_for,
      accept_by,
      ended,
    } = this.snapshot();
    const {
      type,
      timestamp: at,
      recorded_at,
      role,
      notes,
      reason,
      corrects,
      minutes,
      changed,
    } = this.history.at(-1)!;
    return {
      order_id,
      order_number,
      display_number,
      version,
      type,
      status,
      order_status,
      status_info,
      at,
      recorded_at,
      role,
      estimate,
      scheduled_for,
      accept_by,
      ended,
      notes,
      ...(reason && { reason }),
      ...(corrects && { corrects }),
      ...(minutes && { minutes }),
      ...(changed && { changed, payment: this.payment }),
    };
  }

  order(): Order {
    const { order_id, order_number, display_number, fulfilment, status, order_status } = this.snapshot();
    const { version, updated_at, status_info } = this.snapshot();
    return {
      order_id,
      order_number,
      display_number,
      fulfilment,
      status,
      order_status,
      version,
      updated_at,
      status_info,
      restaurant_id: '0190a000-0000-7000-8000-00000000000f',
      restaurant: { name: 'Mabuhay Kitchen', phone: '+63285551234', address: null },
      items: this.lines,
      adjustments: [...this.adjustments],
      total: { amount: sumOf(this.items, this.adjustments), currency: this.currency },
      payment: this.payment,
      notes: this.notes,
      placed_at: this.history[0]?.timestamp ?? '',
      tracking_url: `http://localhost/t#${this.token}`,
    };
  }

  private record(entry: Pick<HistoryRecord, 'type' | 'status' | 'timestamp' | 'role'> & Change): this {
    this.history.push({
      updated_by: entry.role,
      notes: '',
      reason: null,
      version: this.version + 1,
      recorded_at: entry.timestamp,
      ...entry,
    });
    return this;
  }
}
