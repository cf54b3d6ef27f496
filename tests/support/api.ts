import { randomUUID } from 'node:crypto';
import {
  type Order,
  orderSchema,
  type PlaceOrder,
  problemSchema,
  type Problem,
  sessionSchema,
  type Session,
  snapshotSchema,
  type Snapshot,
} from '#libs/contracts';
import { demoPassword } from './passline.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

type Headings = Readonly<Record<string, string>>;

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : parsed(text) };
}

/** A caller of the HTTP API, with one token. */
export class Api {
  constructor(
    readonly url: string,
    readonly token?: string,
    readonly session?: Session,
  ) {}

  /** As one of the demo accounts: `cashier`, `kitchen@demo.test`, `manager@rival.test`… */
  static async as(url: string, account: string): Promise<Api> {
    const username = account.includes('@') ? account : `${account}@demo.test`;
    const { body, status } = await new Api(url).post('/api/v1/auth/login', {
      username,
      password: demoPassword,
    });
    if (status !== 200) throw new Error(`${username} could not log in: ${JSON.stringify(body)}`);
    const session = sessionSchema.parse(body);
    return new Api(url, session.access_token, session);
  }

  /** With a tracking link's token, as a guest. */
  guest({ tracking_url }: Order): Api {
    return new Api(this.url, tracking_url.split('#')[1]);
  }

  get(path: string, headers: Headings = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Headings = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  async send(method: string, path: string, body?: unknown, headers: Headings = {}): Promise<Answer> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = { method, headers: { ...authorization, ...type, ...headers } };
    return answerOf(
      await fetch(this.url + path, body === undefined ? request : { ...request, body: JSON.stringify(body) }),
    );
  }

  /** As a browser's form or Twilio does. */
  async sendForm(path: string, form: URLSearchParams, headers: Headings = {}): Promise<Answer> {
    return answerOf(await fetch(this.url + path, { method: 'POST', headers, body: form }));
  }

  /** Places an order; 201 is taken for granted. */
  async place(order: Partial<PlaceOrder> = {}): Promise<Order> {
    const { status, body } = await this.post('/api/v1/online/orders/', anOrder(order));
    if (status !== 201) throw new Error(`the order was not placed: ${JSON.stringify(body)}`);
    return orderSchema.parse(body);
  }

  change(
    orderId: string,
    verb: 'update-status' | 'recall' | 'delay' | 'cancel' | 'amend',
    body?: unknown,
    headers: Headings = {},
  ): Promise<Answer> {
    return this.post(`/api/v1/online/orders/${orderId}/${verb}/`, body, headers);
  }

  /** Moves an order; 200 is taken for granted. */
  async move(orderId: string, status: string, more: object = {}): Promise<Snapshot> {
    const answer = await this.change(orderId, 'update-status', { status, ...more });
    if (answer.status !== 200) throw new Error(`the order was not moved: ${JSON.stringify(answer.body)}`);
    return snapshotSchema.parse(answer.body);
  }

  async snapshot(orderId: string): Promise<Snapshot> {
    return snapshotSchema.parse((await this.get(`/api/v1/online/orders/${orderId}/status/`)).body);
  }
}

export const problemOf = ({ body }: Answer): Problem => problemSchema.parse(body);

export const newKey = (): string => randomUUID();

/** An order that can be placed as it is. */
export function anOrder(order: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    fulfilment: 'delivery',
    items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 }],
    customer: { name: 'Cris Customer', email: 'cris@example.test', phone: '+639171234567', locale: 'en' },
    ...order,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
