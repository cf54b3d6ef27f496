import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { encodeOrderEvent } from '#libs/messaging';
import type { ClientTasks } from './gateway/socket-tasks.ts';
import type { Ground } from './ground.ts';
import { LoadGenerator } from './load-generator.ts';
import type { PreparedOrder } from './load/load-tasks.ts';
import type { Program, ProgramProcess } from './program-process.ts';
import { account, gatewayProgram } from './programs.ts';
import { sampleEvent } from './sample-events.ts';
import { servicesDatabase, startOrders, surroundings } from './services.ts';
import type { Say, Size } from './size.ts';
import { SnapshotWatch } from './snapshot-watch.ts';
import { TaskProcess } from './task-process.ts';

/** What came of one return of all. */
export interface Return {
  readonly clients: number;
  /** Whether the gateway was killed and started anew meanwhile, or only the connections were lost. */
  readonly restarted: boolean;
  /** From the first handshake until all are caught up. */
  readonly seconds: number;
  /** Those who never were. */
  readonly behind: number;
  /** The most snapshots of one order that were asked of `orders` within a second. */
  readonly asked: number;
}

const missed = 3;
const patience = 60_000;

/** Clients that lose their connections, miss three versions each, and come back in the same moment; `orders`, Kafka and the gateway as services. */
export async function measureReconnect(
  ground: Ground,
  size: Size,
  say: Say,
): Promise<readonly (readonly Return[])[]> {
  const orders = await startOrders(ground, say);
  const watch = await SnapshotWatch.open(orders.url);
  const program = gatewayProgram({ ...(await surroundings(ground, orders, say)), ordersUrl: watch.url });
  const clients = new TaskProcess<ClientTasks>(join(import.meta.dirname, 'gateway/clients.js'));
  const evening = new Evening(ground, program, watch, clients);
  const runs: Return[][] = [];
  try {
    await evening.open(orders.url, Math.max(...size.returns));
    await evening.returnOf(Math.min(...size.returns), false);
    for (let run = 1; run <= size.runs; run += 1) {
      const returns: Return[] = [];
      for (const count of size.returns)
        for (const restarted of [false, true]) returns.push(await evening.returnOf(count, restarted));
      runs.push(returns);
      say(`run ${String(run)}: ${returns.map(wordsFor).join('; ')}`);
    }
  } finally {
    await clients.stop();
    await evening.close();
    await watch.close();
    await orders.stop();
  }
  return runs;
}

/** One gateway after another, and the orders that are followed. */
class Evening {
  #gateway: ProgramProcess | undefined;
  #orders: readonly PreparedOrder[] = [];
  /** Of each order. */
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly ground: Ground,
    private readonly program: Program,
    private readonly watch: SnapshotWatch,
    private readonly clients: TaskProcess<ClientTasks>,
  ) {}

  async open(ordersUrl: string, count: number): Promise<void> {
    const load = new LoadGenerator();
    this.#orders = await load
      .ask('place', { url: ordersUrl, account, count, fulfilment: 'delivery' })
      .finally(() => load.stop());
    this.#gateway = await this.ground.start(this.program);
  }

  async close(): Promise<void> {
    await this.#gateway?.stop();
  }

  async returnOf(count: number, restarted: boolean): Promise<Return> {
    const lane = 'passline';
    const followers = this.#orders
      .slice(0, count)
      .map((order) => ({ ...order, since: this.#versions.get(order.orderId) ?? 1 }));
    await this.clients.ask('follow', { lane, url: this.#url, followers });
    if (restarted) await this.#gateway?.kill();
    await this.clients.ask('leave', { lane });
    await this.ground.session(servicesDatabase, (database) => this.#moveOn(database, followers));
    if (restarted && this.#gateway) this.#gateway = await this.ground.startAgain(this.#gateway, this.program);
    this.watch.forget();
    const { ms, behind } = await this.clients.ask('comeBack', { url: this.#url, followers, missed });
    await this.clients.ask('leave', { lane });
    return { clients: count, restarted, seconds: ms / 1_000, behind, asked: this.watch.mostWithinASecond };
  }

  get #url(): string {
    return this.#gateway?.url ?? '';
  }

  /** Three delays each, written straight into the tables as many at a time, with their events; resolves once these are published. */
  async #moveOn(
    database: pg.Client,
    followers: readonly (PreparedOrder & { readonly since: number })[],
  ): Promise<void> {
    const { rows } = await database.query<{ order_id: string; restaurant_id: string }>(moveOn, [
      followers.map(({ orderId }) => orderId),
      missed,
    ]);
    const restaurants = new Map(rows.map(({ order_id, restaurant_id }) => [order_id, restaurant_id]));
    const records = followers.flatMap(({ orderId, since }) =>
      Array.from({ length: missed }, (_, index) =>
        encodeOrderEvent(sampleEvent(orderId, since + 1 + index, restaurants.get(orderId) ?? '')),
      ),
    );
    await database.query(publish, [
      records.map(({ key }) => key),
      records.map(({ headers }) => headers),
      records.map(({ value }) => value),
    ]);
    for (const { orderId, since } of followers) this.#versions.set(orderId, since + missed);
    await allPublished(database);
  }
}

const moveOn = `
  WITH moved AS (UPDATE passline.orders SET version = version + $2, updated_at = now() WHERE order_id = ANY($1::uuid[])
    RETURNING order_id, version, restaurant_id, status, ready_from, ready_to, head_hash
  ), written AS (
    INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, from_status, status, minutes, reason, role, occurred_at, recorded_at,
      ready_from, ready_to, previous_hash, hash)
    SELECT order_id, version - $2 + n, restaurant_id, gen_random_uuid(), 'delayed', status, status, 5, 'busy', 'cashier', now(), now(), ready_from, ready_to, head_hash, head_hash
    FROM moved, generate_series(1, $2) n
  )
  SELECT order_id, restaurant_id FROM moved`;

const publish = `
  INSERT INTO passline.outbox (restaurant_id, order_id, headers, value)
  SELECT (value::json->>'restaurant_id')::uuid, order_id, headers, value FROM unnest($1::uuid[], $2::jsonb[], $3::text[]) AS one (order_id, headers, value)`;

async function allPublished(database: pg.Client): Promise<void> {
  const until = performance.now() + patience;
  while ((await database.query('SELECT FROM passline.outbox LIMIT 1')).rowCount !== 0) {
    if (performance.now() > until) throw new Error('the events were not published in time');
    await delay(50);
  }
}

const wordsFor = ({ clients, restarted, seconds, behind }: Return): string =>
  `${String(clients)} back${restarted ? ' after a restart' : ''} within ${seconds.toFixed(2)} s${behind > 0 ? `, ${String(behind)} never` : ''}`;
