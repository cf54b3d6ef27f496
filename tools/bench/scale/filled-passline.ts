import { raw, type Sql, sql } from '#libs/postgres';
import type { LoadGenerator } from '../load-generator.ts';
import { ManyRestaurants } from '../many-restaurants.ts';
import type { ProgramProcess } from '../program-process.ts';
import { gatewayAlone, holdMessages } from '../programs.ts';
import type { Say } from '../size.ts';
import type { TestBed } from '../test-bed.ts';
import { activeEach, fillOrders } from './fill-orders.ts';
import { type Known, type KnownOrder, type Operation, requestsOf, stepsEach } from './operations.ts';

const restaurantCount = 200;
/** Few, so that requests seldom wait for each other. */
const callers = 4;
/** How many of the ended orders are read in turn. */
const readOrders = 5_000;

/** How many changes the active orders take before they would come to their end. */
export const changesAtMost = Math.min(readOrders, restaurantCount * activeEach) * stepsEach;

interface Filled {
  readonly database: string;
  readonly orders: number;
  readonly load: LoadGenerator;
}

/** A Passline of its own on a database that was filled for it. */
export class FilledPassline {
  /** How often each operation was asked for. */
  readonly #asked = new Map<Operation, number>();

  private constructor(
    private readonly passline: ProgramProcess,
    private readonly restaurants: ManyRestaurants,
    private readonly load: LoadGenerator,
    private readonly found: Readonly<Record<'active' | 'ended', readonly FoundOrder[]>>,
  ) {}

  static async open(testBed: TestBed, { database, orders, load }: Filled, say: Say): Promise<FilledPassline> {
    const settings = { ...gatewayAlone.serviceClient, ...holdMessages };
    const passline = await testBed.startPassline({ settings }, database);
    const restaurants = await ManyRestaurants.found(
      testBed,
      { url: passline.url, database },
      restaurantCount,
    );
    const { restaurantIds } = restaurants;
    const found = await testBed.session(database, async (client) => {
      await fillOrders(client, { orders, restaurantIds }, say);
      const some = async (which: string): Promise<FoundOrder[]> =>
        (await client.query<FoundOrder>(someOrders(restaurantIds, which))).rows;
      return {
        active: await some('ended_at IS NULL'),
        ended: await some('ended_at IS NOT NULL'),
      };
    });
    return new FilledPassline(passline, restaurants, load, found);
  }

  /** In ms, of the next so many requests. */
  async latencies(operation: Operation, count: number): Promise<readonly number[]> {
    const before = this.#asked.get(operation) ?? 0;
    this.#asked.set(operation, before + count);
    const requests = requestsOf(operation, await this.#known(), before, count);
    return (await this.load.ask('timed', { url: this.passline.url, requests, callers })).latencies;
  }

  stop(): Promise<void> {
    return this.passline.stop();
  }

  async #known(): Promise<Known> {
    const tokens = await this.restaurants.tokens();
    const tokenOf = new Map(this.restaurants.restaurantIds.map((id, index) => [id, tokens[index] ?? '']));
    const withTokens = (orders: readonly FoundOrder[]): KnownOrder[] =>
      orders.map(({ order_id, restaurant_id }) => ({
        orderId: order_id,
        restaurantId: restaurant_id,
        token: tokenOf.get(restaurant_id) ?? '',
      }));
    return {
      tokens,
      active: withTokens(this.found.active),
      ended: withTokens(this.found.ended),
    };
  }
}

interface FoundOrder {
  readonly order_id: string;
  readonly restaurant_id: string;
}

/** From all of their time, in no order. */
const someOrders = (restaurantIds: readonly string[], which: string): Sql => sql`
  SELECT order_id, restaurant_id FROM passline.orders
  WHERE restaurant_id = ANY(${restaurantIds}::uuid[]) AND ${raw(which)}
  ORDER BY random() LIMIT ${readOrders}`;
