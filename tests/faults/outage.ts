import type { Order } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type NotificationRow, Owner } from '../support/owner.ts';
import type { Passline } from '../support/passline.ts';
import { aCustomer, type Customer, Providers } from '../support/providers.ts';

/** An order with somebody to write to. */
export interface Awaited {
  readonly order: Order;
  readonly customer: Customer;
}

/** The real program beside providers that fail. */
export class Outage {
  private constructor(
    readonly providers: Providers,
    readonly passline: Passline,
    readonly owner: Owner,
    readonly cashier: Api,
  ) {}

  static async start(): Promise<Outage> {
    const providers = await Providers.start();
    const passline = await providers.startPassline({ settings: { NOTIFY_HOLD_MS: '300' } });
    return new Outage(
      providers,
      passline,
      await Owner.of(passline.dataFolder),
      await Api.as(passline.url, 'cashier'),
    );
  }

  place(count: number): Promise<readonly Awaited[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const customer = aCustomer();
        return { order: await this.cashier.place({ fulfilment: 'pickup', customer }), customer };
      }),
    );
  }

  async moveAll(awaited: readonly Awaited[], status: string): Promise<void> {
    await Promise.all(awaited.map(({ order }) => this.cashier.move(order.order_id, status)));
  }

  notifications(awaited: readonly Awaited[]): Promise<readonly NotificationRow[]> {
    return this.owner.notifications(awaited.map(({ order }) => order.order_id));
  }

  /** Resolves once every message about this version was tried at least so often, and none has got through. */
  async triedInVain(awaited: readonly Awaited[], version: number, times = 1): Promise<void> {
    await eventually(
      async () => {
        const rows = (await this.notifications(awaited)).filter((row) => row.version === version);
        const seen = rows.map(({ channel, state, attempts }) => `${channel} ${state} ${attempts}`).sort();
        if (rows.length !== 2 * awaited.length || rows.some(({ attempts }) => attempts < times))
          throw new Error(seen.join(', '));
        return true;
      },
      `each message to be tried ${times} times`,
      30_000,
    );
  }

  /** What each customer received, e-mails and texts, once all has settled. */
  async received(
    awaited: readonly Awaited[],
  ): Promise<readonly { readonly mails: readonly string[]; readonly texts: readonly string[] }[]> {
    await this.owner.allSettled(60_000);
    return awaited.map(({ customer }) => ({
      mails: this.providers.mailsTo(customer).map(({ parsed }) => parsed.subject ?? ''),
      texts: this.providers.textsTo(customer).map(({ body }) => body),
    }));
  }

  async end(): Promise<void> {
    await this.owner.leave();
    await this.passline.stop();
    await this.providers.down();
  }
}
