import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuid } from 'uuid';
import {
  accountEmailAnswerSchema,
  type AccountEmailFacts,
  type Contact,
  changeTypeOfEvent,
  type Erasure,
  type ExportedCustomer,
  exportedCustomerSchema,
  type ExportPart,
  exportPartSchema,
  type HistoryRecord,
  internalPaths,
  lastRestaurantRequestSchema,
  lastRestaurantSchema,
  type MessageFacts,
  messageFactsSchema,
  type OrderEvent,
  OrderEventType,
  orderEventSchema,
  pendingTasksSchema,
  problemOf,
  publicUrlSchema,
  type Reason,
  type TasksTaken,
  tasksTakenSchema,
} from '#libs/contracts';
import { type Fulfilment, Status } from '#libs/status-machine';
import { eventually } from '../support/eventually.ts';

type Change = {
  readonly notes?: string;
  readonly reason?: Reason;
  readonly amended?: { readonly changed: ['payment']; readonly payment: MessageFacts['payment'] };
};

const restaurant: MessageFacts['restaurant'] = {
  restaurant_id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Mabuhay Kitchen',
  phone: '+6328888888',
  address: '12 Mango Avenue, Cebu',
  timezone: 'Asia/Manila',
  locale: 'en-PH',
  currency: 'PHP',
  base_preparation_minutes: 20,
};

/** One order as `orders` would keep it: each step answers the event that goes out for it. */
export class OrderBuilder {
  facts: MessageFacts;

  constructor(fulfilment: Fulfilment, contact: Contact | null, publicUrl: string) {
    const orderId = uuid();
    this.facts = {
      order_id: orderId,
      order_number: 'ONLINE-000042',
      display_number: '42',
      restaurant,
      fulfilment,
      table: null,
      status: Status.Pending,
      version: 1,
      estimate: null,
      history: [entry(1, 'placed', Status.Pending)],
      items: [
        { line: 1, name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, amount: 45_000, state: 'waiting' },
      ],
      adjustments: [],
      total: { amount: 45_000, currency: 'PHP' },
      payment: { status: 'unpaid' },
      notes: null,
      contact,
      tracking_url: `https://track.example/t#${Buffer.from(orderId).toString('base64url').slice(0, 22)}.aBcDeFgHiJkLmNoPqRsTu`,
      public_url: publicUrl,
    };
  }

  get id(): string {
    return this.facts.order_id;
  }

  moveTo(status: Status, change: Change = {}): OrderEvent {
    return this.#append(OrderEventType.StatusChanged, status, change, null);
  }

  /** Takes back the latest standing change. */
  recall(change: Change = { reason: 'mistake' }): OrderEvent {
    const taken = new Set(this.facts.history.map(({ corrects }) => corrects));
    const standing = this.facts.history.filter(
      ({ type, version }) => (type === 'placed' || type === 'status_changed') && !taken.has(version),
    );
    const [held, undone] = standing.slice(-2);
    if (held === undefined || undone === undefined) throw new Error('there is nothing to recall');
    return this.#append(OrderEventType.Recalled, held.status, change, undone.version);
  }

  delay(minutes: number): OrderEvent {
    return this.#append(OrderEventType.Delayed, this.facts.status, { reason: 'busy' }, null, minutes);
  }

  amend(payment: MessageFacts['payment']): OrderEvent {
    this.facts = { ...this.facts, payment };
    return this.#append(
      OrderEventType.Amended,
      this.facts.status,
      { amended: { changed: ['payment'], payment } },
      null,
    );
  }

  #append(
    type: OrderEvent['type'],
    status: Status,
    { notes = '', reason, amended }: Change,
    corrects: number | null,
    minutes?: number,
  ): OrderEvent {
    const { facts } = this;
    const version = facts.version + 1;
    const added: HistoryRecord = {
      ...entry(version, changeTypeOfEvent[type], status),
      notes,
      reason: reason ?? null,
      ...(corrects === null ? {} : { corrects }),
      ...(minutes === undefined ? {} : { minutes }),
      ...(amended === undefined ? {} : { changed: amended.changed }),
    };
    this.facts = { ...facts, status, version, history: [...facts.history, added] };
    return orderEventSchema.parse({
      id: uuid(),
      type,
      source: '/orders',
      subject: facts.order_id,
      time: added.timestamp,
      data: {
        order_id: facts.order_id,
        restaurant_id: restaurant.restaurant_id,
        order_number: facts.order_number,
        fulfilment: facts.fulfilment,
        version,
        from: facts.status,
        status,
        at: added.timestamp,
        role: 'cashier',
        notes,
        reason: reason ?? null,
        corrects,
        estimate: null,
        minutes,
        ...amended,
      },
    });
  }
}

function entry(version: number, type: HistoryRecord['type'], status: Status): HistoryRecord {
  const timestamp = new Date().toISOString();
  return {
    version,
    type,
    status,
    timestamp,
    recorded_at: timestamp,
    updated_by: 'cashier',
    role: 'cashier',
    notes: '',
    reason: null,
  };
}

interface Asked {
  readonly customer: ExportedCustomer;
  readonly parts: ExportPart[];
}

/** An export that nobody waits for, that `orders` fails at, or that it never answers. */
export type HopelessExport = 'given up' | 'failing' | 'silent';

type Reply = readonly [status: number, body: unknown];

/** The answers of `orders` that the notifier asks for, over HTTP and by the contract. */
export class OrdersStandIn {
  readonly #orders = new Map<string, OrderBuilder>();
  readonly #accountEmails = new Map<string, { readonly facts: AccountEmailFacts | null; taken: boolean }>();
  readonly #exports = new Map<string, Asked | HopelessExport>();
  readonly #answered = new Set<string>();
  readonly #server: Server;
  /** Exports about which the notifier has asked. */
  readonly exportsAsked = new Set<string>();
  /** People who are to be erased. */
  erasures: readonly Erasure[] = [];
  publicUrl = 'https://track.example';
  /** Whether questions other than for an order are answered. */
  isAway = false;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(([status, body]) => {
        response
          .writeHead(status, {
            'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
          })
          .end(JSON.stringify(body));
      });
    });
  }

  static async start(): Promise<OrdersStandIn> {
    const standIn = new OrdersStandIn();
    await new Promise<void>((resolve) => standIn.#server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  place(fulfilment: Fulfilment, contact: Contact | null, publicUrl: string): OrderBuilder {
    const order = new OrderBuilder(fulfilment, contact, publicUrl);
    this.#orders.set(order.id, order);
    return order;
  }

  forget(order: OrderBuilder): void {
    this.#orders.delete(order.id);
  }

  /** Wants a mail about an account to be sent. @returns its id */
  wantAccountEmail(facts: AccountEmailFacts | null, id = uuid()): string {
    this.#accountEmails.set(id, { facts, taken: false });
    return id;
  }

  /** As if word that it was taken over had been lost. */
  wantAgain(id: string): void {
    const email = this.#accountEmails.get(id);
    if (email) email.taken = false;
  }

  /**
   * A customer wants to know what is kept of them.
   * @returns resolves with the parts, once all are handed in
   */
  async wantExport(customer: ExportedCustomer): Promise<readonly ExportPart[]> {
    const [id, parts] = [uuid(), [] as ExportPart[]];
    this.#exports.set(id, { customer, parts });
    await eventually(() => this.#answered.has(id), 'the export to be handed in', 25_000);
    return parts;
  }

  /** An export that is on the list, though it can lead to nothing. @returns its id */
  wantHopelessExport(why: HopelessExport): string {
    const id = uuid();
    this.#exports.set(id, why);
    return id;
  }

  /** Takes it off the list. */
  dropExport(id: string): void {
    this.#exports.delete(id);
  }

  get accountEmailsWaiting(): string[] {
    return [...this.#accountEmails].filter(([, { taken }]) => !taken).map(([id]) => id);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage): Promise<Reply> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', this.url);
    if (path.startsWith(internalPaths.messageFacts))
      return this.#facts(
        path.slice(internalPaths.messageFacts.length + 1),
        searchParams.get('restaurant_id'),
      );
    if (this.isAway) return [503, problemOf('unavailable', 'Away.', '0'.repeat(32))];
    if (path === internalPaths.pendingTasks)
      return [
        200,
        pendingTasksSchema.parse({
          account_emails: this.accountEmailsWaiting,
          erasures: this.erasures,
          exports: [...this.#exports.keys()].filter((id) => !this.#answered.has(id)),
          trace_ids: {},
        }),
      ];
    if (path === `${internalPaths.pendingTasks}/taken`)
      return this.#take(tasksTakenSchema.parse(await bodyOf(request)));
    if (path.startsWith(internalPaths.exports))
      return this.#export(path.slice(internalPaths.exports.length + 1), request);
    if (path.startsWith(internalPaths.accountEmails))
      return this.#accountEmail(path.slice(internalPaths.accountEmails.length + 1));
    if (path === internalPaths.publicUrl) return [200, publicUrlSchema.parse({ public_url: this.publicUrl })];
    if (path === internalPaths.lastRestaurants)
      return this.#lastRestaurant(lastRestaurantRequestSchema.parse(await bodyOf(request)).phone);
    return [404, problemOf('not_found', 'There is no such path.', '0'.repeat(32))];
  }

  #facts(orderId: string, restaurantId: string | null): Reply {
    const order = this.#orders.get(orderId);
    return order?.facts.restaurant.restaurant_id === restaurantId
      ? [200, messageFactsSchema.parse(order.facts)]
      : [404, problemOf('order_not_found', 'There is no such order.', '0'.repeat(32))];
  }

  async #export(id: string, request: IncomingMessage): Promise<Reply> {
    const asked = this.#exports.get(id);
    this.exportsAsked.add(id);
    if (asked === undefined || asked === 'given up') {
      this.#exports.delete(id);
      return [404, problemOf('not_found', 'Nobody waits for this export.', '0'.repeat(32))];
    }
    if (asked === 'failing') return [500, problemOf('internal_error', 'It failed.', '0'.repeat(32))];
    if (asked === 'silent') return new Promise(() => undefined);
    if (request.method === 'GET') return [200, exportedCustomerSchema.parse(asked.customer)];
    const part = exportPartSchema.parse(await bodyOf(request));
    asked.parts.splice(part.part, asked.parts.length, part);
    return [200, {}];
  }

  #take({ account_emails, erasures, exports }: TasksTaken): Reply {
    for (const id of exports) this.#answered.add(id);
    this.erasures = this.erasures.filter(({ erasure_id }) => !erasures.includes(erasure_id));
    for (const id of account_emails) {
      const email = this.#accountEmails.get(id);
      if (email) email.taken = true;
    }
    return [200, {}];
  }

  /** With a link of its own at each asking, as the real one. */
  #accountEmail(id: string): Reply {
    const facts = this.#accountEmails.get(id)?.facts ?? null;
    return [
      200,
      accountEmailAnswerSchema.parse({
        account_email: facts && { ...facts, link: `${facts.link}=${uuid()}` },
      }),
    ];
  }

  #lastRestaurant(phone: string): Reply {
    const order = [...this.#orders.values()].findLast(({ facts }) => facts.contact?.phone === phone);
    const { name, locale } = restaurant;
    return [
      200,
      lastRestaurantSchema.parse({
        restaurant:
          order === undefined
            ? null
            : { name, phone: restaurant.phone, locale: order.facts.contact?.locale ?? locale },
      }),
    ];
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
