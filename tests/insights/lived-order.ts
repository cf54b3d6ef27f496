import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import type { RecordedEvent } from '#libs/contracts';
import { allowedStatuses, type Fulfilment, fulfilments, type Status } from '#libs/status-machine';

const minute = 60_000;

/** One order's life, event by event, by the rules of the machine. */
export class LivedOrder {
  readonly orderId = newId();
  readonly #events: RecordedEvent[] = [];
  readonly #standing: RecordedEvent[] = [];
  #now: number;

  /** @param at when it was placed, in ms */
  constructor(
    readonly restaurantId: string,
    readonly fulfilment: Fulfilment,
    at: number,
    first: Status = 'pending',
  ) {
    this.#now = at;
    this.#standing.push(this.#append({ type: 'placed', status: first, pieces: 3 }));
  }

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  get status(): Status {
    return this.#standing.at(-1)?.status ?? 'pending';
  }

  get allowed(): readonly Status[] {
    return allowedStatuses({ fulfilment: this.fulfilment, status: this.status, role: 'manager' });
  }

  after(minutes: number): this {
    this.#now += minutes * minute;
    return this;
  }

  move(status: Status, said: Partial<RecordedEvent> = {}): this {
    this.#standing.push(this.#append({ type: 'status_changed', status, ...said }));
    return this;
  }

  delay(minutes: number): this {
    this.#append({ type: 'delayed', minutes, reason: 'busy' });
    return this;
  }

  recall(): this {
    if (this.#standing.length < 2) return this;
    const undone = this.#standing.pop();
    this.#append({ type: 'recalled', corrects: undone?.version ?? null, reason: 'mistake' });
    return this;
  }

  #append(change: Partial<RecordedEvent>): RecordedEvent {
    const event: RecordedEvent = {
      event_id: newId(),
      order_id: this.orderId,
      restaurant_id: this.restaurantId,
      fulfilment: this.fulfilment,
      version: this.#events.length + 1,
      type: 'status_changed',
      status: this.status,
      at: new Date(this.#now).toISOString(),
      recorded_at: new Date(this.#now + 500).toISOString(),
      corrects: null,
      reason: null,
      minutes: null,
      role: 'cashier',
      estimate: null,
      pieces: null,
      scheduled_for: null,
      ...change,
    };
    this.#events.push(event);
    return event;
  }
}

const anyStep = fc.record({
  wait: fc.integer({ min: 0, max: 20 }),
  does: fc.constantFrom('moves', 'moves', 'moves', 'moves', 'recalls', 'delays'),
  which: fc.nat({ max: 10 }),
});

/** Some orders of one restaurant on one evening, each as far as it came. */
export const anyEvening = fc
  .array(
    fc.record({
      fulfilment: fc.constantFrom(...fulfilments),
      placed: fc.integer({ min: 0, max: 60 }),
      isForLater: fc.boolean(),
      steps: fc.array(anyStep, { maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map(
    (plans) => (restaurantId: string) =>
      plans.map(({ fulfilment, placed, isForLater, steps }) => {
        const at = Date.UTC(2026, 0, 5, 18) + placed * minute;
        const order = new LivedOrder(restaurantId, fulfilment, at, isForLater ? 'scheduled' : 'pending');
        for (const { wait, does, which } of steps) {
          order.after(wait);
          const next = order.allowed[which % Math.max(1, order.allowed.length)];
          if (does === 'recalls') order.recall();
          else if (does === 'delays') order.delay(5);
          else if (next !== undefined) order.move(next);
        }
        return order;
      }),
  );
