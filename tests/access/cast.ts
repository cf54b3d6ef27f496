import {
  type DeviceWithSecret,
  deviceWithSecretSchema,
  type Order,
  orderSchema,
  type Scope,
  scopeSchema,
} from '#libs/contracts';
import { anOrder, Api } from '../support/api.ts';

/**
 * Everyone who could ask: the people of the first restaurant, two of its tills, two of its customers, a
 * guest, nobody, and another restaurant.
 */
export const askers = [
  'admin',
  'manager',
  'cashier',
  'kitchen',
  'courier',
  'device',
  'reader',
  'customer',
  'guest',
  'nobody',
  'rival',
] as const;
export type Asker = (typeof askers)[number];

/** The customer's own order, another customer's of the same restaurant, and one of another restaurant. */
export interface Trio {
  readonly own: Order;
  readonly others: Order;
  readonly foreign: Order;
}
export type Whose = keyof Trio;

async function place(by: Api): Promise<Order> {
  const { status, body } = await by.post('/api/v1/online/orders/', anOrder());
  if (status !== 201) throw new Error(`the order was not placed: ${JSON.stringify(body)}`);
  return orderSchema.parse(body);
}

async function till(url: string, manager: Api, scopes: readonly Scope[]): Promise<Api> {
  const { body } = await manager.post('/api/v1/devices', { name: 'Till', scopes });
  const { client_id, client_secret }: DeviceWithSecret = deviceWithSecretSchema.parse(body);
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await fetch(`${url}/api/v1/auth/token`, { method: 'POST', body: form });
  return new Api(url, ((await answer.json()) as { access_token: string }).access_token);
}

/** All of them, logged in at a running Passline. */
export class Cast {
  private constructor(
    readonly url: string,
    private readonly accounts: Readonly<Record<Exclude<Asker, 'guest'>, Api>>,
    private readonly otherCustomer: Api,
  ) {}

  static async of(url: string): Promise<Cast> {
    const by = async (account: string): Promise<Api> => Api.as(url, account);
    const manager = await by('manager');
    const accounts = {
      admin: await by('admin'),
      manager,
      cashier: await by('cashier'),
      kitchen: await by('kitchen'),
      courier: await by('courier'),
      customer: await by('customer'),
      rival: await by('manager@rival.test'),
      device: await till(url, manager, scopeSchema.options),
      reader: await till(url, manager, ['orders:read']),
      nobody: new Api(url),
    };
    return new Cast(url, accounts, await by('other-customer'));
  }

  /** @param order whose link a guest holds */
  as(asker: Asker, order: Order): Api {
    return asker === 'guest' ? this.accounts.admin.guest(order) : this.accounts[asker];
  }

  async trio(): Promise<Trio> {
    const [own, others, foreign] = await Promise.all(
      [this.accounts.customer, this.otherCustomer, this.accounts.rival].map(place),
    );
    if (own === undefined || others === undefined || foreign === undefined)
      throw new Error('three orders were placed');
    return { own, others, foreign };
  }

  /** Moves an order as its own restaurant's staff. */
  async move(trio: Trio, whose: Whose, status: string): Promise<void> {
    await (whose === 'foreign' ? this.accounts.rival : this.accounts.admin).move(
      trio[whose].order_id,
      status,
    );
  }
}
