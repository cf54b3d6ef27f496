import 'reflect-metadata';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { Registry } from 'prom-client';
import { v7 as newId } from 'uuid';
import type { Account, AmendOrder, EditPolicies, PlaceOrder } from '#libs/contracts';
import { InProcessEventLog } from '#libs/messaging';
import { sql } from '#libs/postgres';
import { createLogger, OwnUrl, readSettings } from '#libs/service-kit';
import type { Status } from '#libs/status-machine';
import { type Database, OrdersModule, ordersSettingsSchema } from '../../apps/orders/src/index.ts';
import { AmendOrderHandler } from '../../apps/orders/src/ordering/amend-order/amend-order.handler.ts';
import { ChangeStatusHandler } from '../../apps/orders/src/ordering/change-status/change-status.handler.ts';
import { DelayOrderHandler } from '../../apps/orders/src/ordering/delay-order/delay-order.handler.ts';
import type { StoredOrder } from '../../apps/orders/src/ordering/order/model/stored-order.ts';
import { readOrder } from '../../apps/orders/src/ordering/order/reading/order-reader.ts';
import type { ChangeHeaders } from '../../apps/orders/src/ordering/order/writing/change-request.ts';
import { PlaceOrderHandler } from '../../apps/orders/src/ordering/place-order/place-order.handler.ts';
import { RecallOrderHandler } from '../../apps/orders/src/ordering/recall-order/recall-order.handler.ts';
import { CLOCK, connectDatabase, UpcomingTimers } from '../../apps/orders/src/platform/index.ts';
import { RestaurantChanges } from '../../apps/orders/src/restaurants/index.ts';
import { DueTimers } from '../../apps/orders/src/timers/due-timers.ts';
import { TimerWorker } from '../../apps/orders/src/timers/timer-worker.ts';
import { migratedDatabase } from '../support/postgres.ts';

export const minute = 60_000;
const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const ramen: PlaceOrder['items'] = [{ name: 'Spicy Ramen', quantity: 1, unit_price: 22_500 }];

type Wish = Partial<PlaceOrder> & { readonly scheduledIn?: number };

/** One instance of `orders`, whose clock the spec moves. */
export class Instance {
  constructor(
    readonly app: TestingModule,
    readonly database: Database,
  ) {}

  /** Does all that is due. @returns how much that was */
  async doDue(): Promise<number> {
    let done = 0;
    for (let taken = -1; taken !== 0; done += taken)
      taken = await this.app.get(DueTimers, anywhere).doDue(new AbortController().signal);
    return done;
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

const anywhere = { strict: false };

/**
 * A restaurant whose orders are placed and changed by the real handlers of `orders`, on a real PostgreSQL, at
 * a time that the spec says.
 */
export class TimersWorld {
  readonly restaurantId = newId();
  readonly cashier: Account = {
    kind: 'staff',
    id: newId(),
    name: 'Carla Cashier',
    role: 'cashier',
    restaurant_id: this.restaurantId,
  };

  private constructor(
    readonly instances: readonly Instance[],
    readonly owner: pg.Client,
    private readonly log: InProcessEventLog,
    /** Our clock, in ms. */
    private readonly time: { now: number },
  ) {}

  /** @param worker whether timers are done by themselves; otherwise once the spec says so */
  static async open({ instances = 1, worker = false } = {}): Promise<TimersWorld> {
    const { serviceUrl, adminUrl } = await migratedDatabase();
    const urls = { DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl };
    const log = new InProcessEventLog({ onError: () => undefined });
    const time = { now: Date.now() };
    const opened: Instance[] = [];
    for (let number = 0; number < instances; number += 1)
      opened.push(await openInstance(urls, log, () => time.now, worker));
    const owner = new pg.Client({ connectionString: adminUrl });
    await owner.connect();
    return new TimersWorld(opened, owner, log, time);
  }

  get now(): number {
    return this.time.now;
  }

  /** Moves the clock, forth or back. */
  pass(ms: number): void {
    this.time.now += ms;
  }

  /** Says that something is due now, as whoever writes a timer does. */
  nudge(): void {
    for (const { app } of this.instances) app.get(UpcomingTimers, anywhere).written([{ dueAt: this.now }]);
  }

  get first(): Instance {
    const [first] = this.instances;
    if (first === undefined) throw new Error('no instance');
    return first;
  }

  /** Makes the restaurant, with these policies. */
  async keep(policies: EditPolicies): Promise<void> {
    await this.owner.query(sql`INSERT INTO passline.restaurants
      (restaurant_id, name, timezone, locale, currency, base_preparation_minutes, delivery_minutes, policies)
      VALUES (${this.restaurantId}, 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20, '{"from":10,"to":20}',
        ${JSON.stringify(policies)})
      ON CONFLICT (restaurant_id) DO UPDATE
        SET policies = excluded.policies, delivery_minutes = excluded.delivery_minutes`);
    for (const { app } of this.instances) app.get(RestaurantChanges, anywhere).written(this.restaurantId);
    // What is remembered of its orders has settled by then.
    this.pass(5_001);
  }

  /** @returns its id */
  async place({ scheduledIn, ...wish }: Wish = {}): Promise<string> {
    const scheduled = scheduledIn === undefined ? {} : { scheduled_for: this.#in(scheduledIn) };
    const body: PlaceOrder = { fulfilment: 'pickup', items: ramen, ...scheduled, ...wish };
    const sent = { strict: false, unknown: [] };
    const { order } = await this.#get(PlaceOrderHandler).handle(body, sent, this.#headers);
    return order.order_id;
  }

  async move(orderId: string, ...path: readonly Status[]): Promise<void> {
    for (const status of path)
      await this.#get(ChangeStatusHandler).handle({ ...this.#headers, orderId, body: { status } });
  }

  async recall(orderId: string): Promise<void> {
    const body = { reason: 'mistake' } as const;
    await this.#get(RecallOrderHandler).handle({ ...this.#headers, orderId, body });
  }

  async delay(orderId: string, minutes: number): Promise<void> {
    const body = { minutes, reason: 'traffic' } as const;
    await this.#get(DelayOrderHandler).handle({ ...this.#headers, orderId, body });
  }

  async amend(orderId: string, body: AmendOrder): Promise<void> {
    await this.#get(AmendOrderHandler).handle({ ...this.#headers, orderId, body });
  }

  async order(orderId: string): Promise<StoredOrder> {
    const found = await readOrder(this.first.database, this.restaurantId, orderId);
    if (found === null) throw new Error(`no order ${orderId}`);
    return found.order;
  }

  /** What happened to it, oldest first: `placed pending`, `status_changed rejected by system`… */
  async story(orderId: string): Promise<readonly string[]> {
    const { history } = await this.order(orderId);
    return history.map(
      ({ type, status, role }) => `${type} ${status}${role === 'system' ? ' by system' : ''}`,
    );
  }

  /** What boards were told, oldest first. */
  async notices(): Promise<readonly { readonly kind: string; readonly content: unknown }[]> {
    const rows = await this.owner.query<{ kind: string; content: unknown }>(
      'SELECT kind, content FROM passline.board_notices ORDER BY created_at, notice_id',
    );
    return rows.rows;
  }

  /** Of the first instance, as they are scraped. */
  async metrics(): Promise<string> {
    return this.#get(Registry).metrics();
  }

  /** How many timers wait. */
  async waiting(): Promise<number> {
    const { rows } = await this.owner.query<{ count: number }>('SELECT count(*)::int FROM passline.timers');
    return rows[0]?.count ?? 0;
  }

  async close(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.close()));
    await this.owner.end();
    await this.log.close();
  }

  get #headers(): ChangeHeaders {
    return { caller: this.cashier, traceparent };
  }

  #in(ms: number): string {
    return new Date(this.now + ms).toISOString();
  }

  #get<T>(type: new (...deps: never[]) => T): T {
    return this.first.app.get<T>(type, anywhere);
  }
}

async function openInstance(
  urls: { readonly DATABASE_URL: string; readonly DATABASE_ADMIN_URL: string },
  eventLog: InProcessEventLog,
  clock: () => number,
  worker: boolean,
): Promise<Instance> {
  const database = await connectDatabase(urls);
  const settings = readSettings(ordersSettingsSchema, {
    ...urls,
    SERVICE_CLIENT_ID: 'passline',
    SERVICE_CLIENT_SECRET: 'the secret that the tests share',
    PORT: '0',
  });
  const publicUrl = new OwnUrl('https://track.example');
  const logger = createLogger('orders', 'silent');
  let building = Test.createTestingModule({
    imports: [OrdersModule.with({ settings, database, eventLog, publicUrl, logger })],
  })
    .overrideProvider(CLOCK)
    .useValue(clock);
  if (!worker) building = building.overrideProvider(TimerWorker).useValue({});
  const app = await building.compile();
  await app.init();
  return new Instance(app, database);
}
