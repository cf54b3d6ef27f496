import { join } from 'node:path';
import type pg from 'pg';
import type { FollowAnswer } from '#libs/contracts';
import { encodeOrderEvent } from '#libs/messaging';
import { type Sql, sql } from '#libs/postgres';
import type { ClientTasks } from './gateway/socket-tasks.ts';
import { LoadGenerator } from './load-generator.ts';
import type { PreparedOrder } from './load/load-tasks.ts';
import { outboxEmptied, putIntoOutbox } from './outbox-records.ts';
import type { Program, ProgramProcess } from './program-process.ts';
import { account } from './programs.ts';
import { sampleEvent } from './sample-events.ts';
import { servicesDatabase } from './services.ts';
import { TaskProcess } from './task-process.ts';
import type { TestBed } from './test-bed.ts';

/** How many versions each client misses. */
export const missed = 3;

/** The clients' side in a process of its own. */
export const socketClients = (): TaskProcess<ClientTasks> =>
  new TaskProcess<ClientTasks>(join(import.meta.dirname, 'gateway/clients.js'));

export interface Comeback {
  readonly clients: number;
  /** How many of them are on their way at a time; all unless given. */
  readonly atOnce?: number | undefined;
  /** Whether the server is killed and started anew meanwhile, or only the connections are lost. */
  readonly restarted: boolean;
}

/** What came of it. */
export interface CaughtUp {
  /** From the first handshake until all are caught up. */
  readonly seconds: number;
  /** Those who never were. */
  readonly behind: number;
}

/** One gateway after another, and the orders that are followed; `orders` and Kafka beside it. */
export class Evening {
  #gateway: ProgramProcess | undefined;
  #orders: readonly PreparedOrder[] = [];
  /** Of each order. */
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly testBed: TestBed,
    private readonly program: Program,
    private readonly clients: TaskProcess<ClientTasks>,
  ) {}

  async open(ordersUrl: string, count: number): Promise<void> {
    const load = new LoadGenerator();
    this.#orders = await load
      .ask('place', { url: ordersUrl, account, count, fulfilment: 'delivery' })
      .finally(() => load.stop());
    this.#gateway = await this.testBed.start(this.program);
  }

  async close(): Promise<void> {
    await this.#gateway?.stop();
  }

  get orders(): readonly PreparedOrder[] {
    return this.#orders;
  }

  get gateway(): ProgramProcess {
    if (this.#gateway === undefined) throw new Error('the gateway was not started');
    return this.#gateway;
  }

  /**
   * All lose their connections, miss some versions, and come back.
   * @param onReady called when the next thing is that they come back
   */
  async returnOf({ clients, atOnce, restarted }: Comeback, onReady: () => void): Promise<CaughtUp> {
    const lane = 'passline';
    const followers = this.#orders
      .slice(0, clients)
      .map((order) => ({ ...order, since: this.#versions.get(order.orderId) ?? 1 }));
    await this.clients.ask('follow', { lane, url: this.gateway.url, followers });
    if (restarted) await this.gateway.kill();
    await this.clients.ask('leave', { lane });
    await this.testBed.session(servicesDatabase, (database) => this.#moveOn(database, followers));
    if (restarted) this.#gateway = await this.testBed.startAgain(this.gateway, this.program);
    onReady();
    const { url } = this.gateway;
    const { ms, behind } = await this.clients.ask('comeBack', { lane, url, followers, missed, atOnce });
    await this.clients.ask('leave', { lane });
    return { seconds: ms / 1_000, behind };
  }

  /** What one who comes back is answered. */
  async sampleAnswer(): Promise<FollowAnswer> {
    const [order] = this.#orders;
    if (order === undefined) throw new RangeError('there is no order');
    const since = (this.#versions.get(order.orderId) ?? 1) - missed;
    const follower = { ...order, since };
    return (await this.clients.ask('answerTo', { url: this.gateway.url, follower })).answer;
  }

  /**
   * A delay for each version, written straight into the tables as many at a time, with their events; resolves
   * once these are published.
   */
  async #moveOn(
    database: pg.Client,
    followers: readonly (PreparedOrder & { readonly since: number })[],
  ): Promise<void> {
    const { rows } = await database.query<{ order_id: string; restaurant_id: string }>(
      moveOn(followers.map(({ orderId }) => orderId)),
    );
    const restaurants = new Map(rows.map(({ order_id, restaurant_id }) => [order_id, restaurant_id]));
    const records = followers.flatMap(({ orderId, since }) =>
      Array.from({ length: missed }, (_, index) =>
        encodeOrderEvent(sampleEvent(orderId, since + 1 + index, restaurants.get(orderId) ?? '')),
      ),
    );
    await putIntoOutbox(database, records);
    for (const { orderId, since } of followers) this.#versions.set(orderId, since + missed);
    await outboxEmptied(database, 50);
  }
}

const moveOn = (orderIds: readonly string[]): Sql => sql`
  WITH moved AS (
    UPDATE passline.orders SET version = version + ${missed}, updated_at = now()
    WHERE order_id = ANY(${orderIds}::uuid[])
    RETURNING order_id, version, restaurant_id, status, ready_from, ready_to, head_hash
  ), written AS (
    INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type,
      from_status, status, minutes, reason, role, occurred_at, recorded_at,
      ready_from, ready_to, previous_hash, hash)
    SELECT order_id, version - ${missed} + n, restaurant_id, gen_random_uuid(), 'delayed',
      status, status, 5, 'busy', 'cashier', now(), now(),
      ready_from, ready_to, head_hash, head_hash
    FROM moved, generate_series(1, ${missed}) n
  )
  SELECT order_id, restaurant_id FROM moved`;
