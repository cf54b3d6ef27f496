import { randomUUID } from 'node:crypto';
import type { HistoryEntry, Order, OrderChanged, Snapshot } from '#libs/contracts';
import {
  type Fulfilment,
  Role,
  standingChanges,
  type Status,
  statusInfo,
  stepStates,
} from '#libs/status-machine';

type Change = Partial<Pick<HistoryEntry, 'notes' | 'reason' | 'minutes' | 'corrects' | 'type'>>;
export type Estimate = Snapshot['estimate'];

/** An estimate from now, in minutes. */
export const readyIn = (from: number, to: number): NonNullable<Estimate> => ({
  ready_from: minutesFromNow(from),
  ready_to: minutesFromNow(to),
});
export const minutesFromNow = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString();

/** One order of the restaurant in the test: it moves by the real rules' words and steps, and tells what a customer may see. */
export class KitchenOrder {
  readonly id = randomUUID();
  readonly token = `${Buffer.from(this.id.replaceAll('-', ''), 'hex').toString('base64url')}.${'s'.repeat(22)}`;
  readonly history: HistoryEntry[] = [];
  estimate: Estimate = null;
  items: Order['items'] = [
    { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'No egg in one of them, please' },
    { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 },
    { name: 'Iced Calamansi', quantity: 2, unit_price: 9_500 },
  ];

  constructor(
    readonly fulfilment: Fulfilment,
    readonly number: string,
    readonly place: { readonly table?: string; readonly address?: string } = {},
    placedMinutesAgo = 9,
  ) {
    this.record({
      type: 'placed',
      status: 'pending',
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

  snapshot(since = 0): Snapshot {
    const { status } = this;
    return {
      order_id: this.id,
      order_number: this.number,
      restaurant_name: 'Mabuhay Kitchen',
      fulfilment: this.fulfilment,
      status,
      order_status: status,
      version: this.version,
      updated_at: this.history.at(-1)?.timestamp ?? '',
      status_info: { ...statusInfo(status, this.fulfilment) },
      steps: this.steps(),
      estimate: this.estimate,
      status_history: this.history.filter(({ version }) => version > since),
    };
  }

  /** The latest change as it travels to screens. */
  frame(): OrderChanged {
    const { order_id, version, status, order_status, status_info, estimate } = this.snapshot();
    const { type, timestamp: at, role, notes, reason, corrects, minutes } = this.history.at(-1)!;
    return {
      order_id,
      version,
      type,
      status,
      order_status,
      status_info,
      at,
      role,
      estimate,
      notes,
      ...(reason && { reason }),
      ...(corrects && { corrects }),
      ...(minutes && { minutes }),
    };
  }

  order(): Order {
    const { order_id, order_number, fulfilment, status, order_status, version, updated_at, status_info } =
      this.snapshot();
    const amount = this.items.reduce((sum, { quantity, unit_price }) => sum + quantity * unit_price, 0);
    return {
      order_id,
      order_number,
      fulfilment,
      status,
      order_status,
      version,
      updated_at,
      status_info,
      restaurant_id: '0190a000-0000-7000-8000-00000000000f',
      restaurant: { name: 'Mabuhay Kitchen', phone: '+63285551234' },
      items: this.items,
      total: { amount, currency: 'PHP' },
      placed_at: this.history[0]?.timestamp ?? '',
      tracking_url: `http://localhost/t#${this.token}`,
    };
  }

  private steps(): Snapshot['steps'] {
    const standing = standingChanges(this.history);
    const at = new Map(standing.map(({ status, timestamp }) => [status, timestamp]));
    return stepStates({ fulfilment: this.fulfilment, status: this.status, reached: new Set(at.keys()) }).map(
      ({ status, state }) => ({
        status,
        state,
        label: statusInfo(status, this.fulfilment).label,
        at: state === 'done' || state === 'current' ? (at.get(status) ?? null) : null,
      }),
    );
  }

  private record(entry: Pick<HistoryEntry, 'type' | 'status' | 'timestamp' | 'role'> & Change): this {
    this.history.push({
      updated_by: entry.role,
      notes: '',
      reason: null,
      version: this.version + 1,
      ...entry,
    });
    return this;
  }
}
