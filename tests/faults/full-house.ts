import type { Fulfilment } from '#libs/status-machine';
import type { Order, Snapshot } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import type { Owner } from '../support/owner.ts';
import { aCustomer, type Customer, type Providers } from '../support/providers.ts';
import { Ledger } from './ledger.ts';
import { Pos } from './pos.ts';
import { Seeded } from './seeded.ts';
import { SteadfastScreen } from './steadfast-screen.ts';
import { type Act, finishingAct, nextAct } from './walk.ts';

/** Where the program is reached: tills call `url`; screens connect to each of `urls` in turn. */
export interface Entrance {
  readonly url: string;
  readonly urls: readonly string[];
}

export interface Guest {
  readonly order: Order;
  readonly customer: Customer;
  readonly screens: readonly SteadfastScreen[];
}

const fulfilments: readonly Fulfilment[] = ['delivery', 'pickup', 'dine_in'];
const tills = ['cashier', 'manager', 'admin'] as const;

/** A full house: tills that move orders, and guests who look on, whatever becomes of the program behind. */
export class FullHouse {
  readonly ledger = new Ledger();
  guests: readonly Guest[] = [];

  constructor(
    private readonly entrance: Entrance,
    readonly providers: Providers,
    readonly owner: Owner,
    protected readonly random: Seeded,
    /** What a till waits for before its next change. */
    private readonly breath: () => Promise<void>,
  ) {}

  get ids(): readonly string[] {
    return this.guests.map(({ order }) => order.order_id);
  }

  get screens(): readonly SteadfastScreen[] {
    return this.guests.flatMap(({ screens }) => screens);
  }

  /**
   * Places the orders; each has its customer's screen, and the first ones a member of staff who looks on too,
   * until there are so many followers.
   */
  async open(orders: number, followers: number): Promise<void> {
    const { url, urls } = this.entrance;
    const cashier = await Api.as(url, 'cashier');
    this.guests = await Promise.all(
      Array.from({ length: orders }, async (_, index) => {
        const customer = aCustomer();
        const order = await cashier.place({ fulfilment: fulfilments[index % 3] ?? 'pickup', customer });
        const tokens = [
          order.tracking_url.split('#')[1] ?? '',
          ...(index < followers - orders ? [cashier.token ?? ''] : []),
        ];
        return {
          order,
          customer,
          screens: tokens.map(
            (token) => new SteadfastScreen(urls[index % urls.length] ?? url, token, order.order_id),
          ),
        };
      }),
    );
    await eventually(() => this.screens.every(({ isLive }) => isLive), 'every screen to follow its order');
  }

  /**
   * Several tills at work at once, each on orders of its own, one change for each order in a round; in the
   * end every order has its last word.
   */
  async serve(callers: number, goOn: (round: number) => boolean): Promise<void> {
    const apis = await Promise.all(tills.map((till) => Api.as(this.entrance.url, till)));
    await Promise.all(
      Array.from({ length: callers }, async (_, index) => {
        const random = new Seeded(this.random.below(2 ** 31));
        const api = apis[index % apis.length] ?? apis[0];
        if (api === undefined) throw new Error('nobody is logged in');
        const mine = this.guests.filter((_guest, place) => place % callers === index);
        await this.#workOff(new Pos(api, random, this.ledger), random, mine, goOn, api);
      }),
    );
  }

  /** Resolves once every screen shows what the database held at the time of asking, or something newer. */
  async caughtUp(withinMs: number): Promise<void> {
    const versions = new Map(
      (await this.owner.orders(this.ids)).map(({ order_id, version }) => [order_id, version]),
    );
    await eventually(
      async () => {
        const behind = this.guests.flatMap(({ order, screens }) =>
          screens.filter((screen) => screen.version < (versions.get(order.order_id) ?? Infinity)),
        );
        if (behind.length === 0) return true;
        const [apart, waiting] = [
          behind.filter(({ isConnected }) => !isConnected),
          behind.filter(({ isConnected, isLive }) => isConnected && !isLive),
        ];
        throw new Error(
          `${behind.length} of ${this.screens.length} screens are behind: ${apart.length} not connected, ${waiting.length} without an answer to follow; ${await this.owner.outboxLength()} events in the outbox`,
        );
      },
      'every screen to show what the database holds',
      withinMs,
    );
  }

  /**
   * Resolves once every screen is connected again and has its snapshot, whether or not there is news of its
   * order.
   */
  async allBack(withinMs: number): Promise<void> {
    await eventually(() => this.screens.every(({ isLive }) => isLive), 'every screen to be back', withinMs);
  }

  /** Everybody goes home; the program goes on. */
  async leave(): Promise<void> {
    for (const screen of this.screens) screen.close();
    await this.owner.leave();
  }

  /** Goes round the orders, one change each, as a till in a busy kitchen does. */
  async #workOff(
    pos: Pos,
    random: Seeded,
    guests: readonly Guest[],
    goOn: (round: number) => boolean,
    api: Api,
  ): Promise<void> {
    const standing = new Map(
      await Promise.all(
        guests.map(async ({ order }) => [order.order_id, await api.snapshot(order.order_id)] as const),
      ),
    );
    for (let round = 0; goOn(round); round += 1) {
      for (const [id, snapshot] of standing)
        standing.set(id, await this.#change(pos, id, nextAct(snapshot, random)));
    }
    for (const [id, snapshot] of standing) await this.#finish(pos, id, snapshot);
  }

  async #finish(pos: Pos, orderId: string, snapshot: Snapshot): Promise<void> {
    const act = finishingAct(snapshot);
    if (act !== null) await this.#finish(pos, orderId, await this.#change(pos, orderId, act));
  }

  async #change(pos: Pos, orderId: string, act: Act): Promise<Snapshot> {
    await this.breath();
    return pos.change(orderId, act);
  }
}
