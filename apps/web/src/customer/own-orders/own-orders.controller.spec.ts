import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { OrderWithHistory } from '#libs/contracts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import { OwnOrders } from './own-orders.controller.ts';

const order = (n: number, more: Partial<OrderWithHistory> = {}): OrderWithHistory =>
  ({
    order_id: `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    version: 1,
    status: 'pending',
    placed_at: new Date(n * 60_000).toISOString(),
    updated_at: new Date(n * 60_000).toISOString(),
    ...more,
  }) as OrderWithHistory;
const fault = new TypeError('the page is broken');
const none = (): void => undefined;

const fakes = ['document', 'addEventListener', 'removeEventListener', 'reportError'] as const;
/** Oldest first. */
let placed: OrderWithHistory[];
/** Of each question. */
let asked: string[];
let isUp: boolean;
let reported: unknown[];
let orders: OwnOrders;
let session: CustomerSession;
const host = {
  addController: none,
  removeController: none,
  requestUpdate: none,
  updateComplete: Promise.resolve(true),
};

/** As the API lists a customer's orders; the cursor is the place in the list. */
async function ask(_method: string, path: string) {
  const query = new URLSearchParams(path.split('?')[1]);
  asked.push(query.toString());
  if (!isUp) return { ok: false, problem: null };
  const found = placed.toReversed().filter(({ status }) => !query.has('status') || status !== 'completed');
  const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
  const next_cursor = found.length > from + limit ? String(from + limit) : null;
  return { ok: true, body: { orders: found.slice(from, from + limit), next_cursor } };
}

beforeEach(() => {
  jest.useFakeTimers();
  [placed, asked, reported, isUp] = [[order(1)], [], [], true];
  Object.assign(globalThis, {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    addEventListener: none,
    removeEventListener: none,
    reportError: (error: unknown) => reported.push(error),
  });
  session = { user: { user_id: 'mara' }, ask } as unknown as CustomerSession;
  orders = new OwnOrders(host, session);
});
afterEach(() => {
  orders.hostDisconnected();
  for (const fake of fakes) Reflect.deleteProperty(globalThis, fake);
  jest.useRealTimers();
});

const ended = (n: number): OrderWithHistory => order(n, { status: 'completed' });
/** As the API is asked at first: for a page, and for all that is open where there are more. */
const all = ['limit=20', 'limit=100&status=active'];
const numbers = (shown: readonly OrderWithHistory[] = []): readonly number[] =>
  shown.map(({ placed_at }) => Date.parse(placed_at) / 60_000);

describe('a list of orders that is looked at', () => {
  beforeEach(async () => {
    placed = Array.from({ length: 30 }, (_, n) => ended(n + 1));
    orders.hostConnected();
    await jest.advanceTimersByTimeAsync(0);
  });

  it('is read once, and then only its newest, every ten seconds', async () => {
    await jest.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual([...all, 'limit=3', 'limit=3', 'limit=3']);
    expect(numbers(orders.listing?.orders)).toEqual(Array.from({ length: 20 }, (_, n) => 30 - n));
  });

  it('has what is placed, and what is taken back after its end, within ten seconds', async () => {
    placed = [...placed.slice(0, -1), order(30, { status: 'cooking', version: 2 }), order(31)];
    await jest.advanceTimersByTimeAsync(10_000);
    expect([numbers(orders.open), orders.past.length, orders.listing?.orders.length]).toEqual([
      [31, 30],
      19,
      21,
    ]);
  });

  it('is read anew where more was placed than is looked at, so that none is missing', async () => {
    placed = [...placed, order(31), order(32), order(33), order(34)];
    await jest.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([...all, 'limit=3', ...all]);
    expect(numbers(orders.open)).toEqual([34, 33, 32, 31]);
  });

  it('is read anew after it could not be read, and when something says that there may be news', async () => {
    isUp = false;
    await jest.advanceTimersByTimeAsync(10_000);
    isUp = true;
    await jest.advanceTimersByTimeAsync(10_000);
    orders.soon();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([...all, 'limit=3', ...all, ...all]);
  });

  it('is read anew for an amendment only where the order is not among the newest', async () => {
    orders.amended(order(29).order_id);
    await jest.advanceTimersByTimeAsync(2_000);
    orders.amended(order(5).order_id);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([...all, 'limit=3', ...all]);
  });

  it('is read anew soon where that was wanted while its newest were read', async () => {
    await jest.advanceTimersByTimeAsync(10_000);
    orders.amended(order(30).order_id);
    jest.advanceTimersByTime(2_000);
    orders.soon();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([...all, 'limit=3', 'limit=3', ...all]);
  });

  it('is read anew soon for an amendment that is heard of while its newest are read', async () => {
    const first = orders.read();
    orders.amended(order(30).order_id);
    await first;
    asked.length = 0;
    await jest.advanceTimersByTimeAsync(4_000);
    expect(asked).toEqual(['limit=3']);
  });

  it('is read whole for an amendment of one that is no longer among the newest', async () => {
    orders.amended(order(28).order_id);
    placed.push(order(31));
    await jest.advanceTimersByTimeAsync(2_000);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([...all, 'limit=3', ...all]);
  });

  it('is called away at once where it cannot be read at the start', async () => {
    const { listing } = orders;
    isUp = false;
    orders.hostDisconnected();
    const anew = new OwnOrders(host, session);
    anew.hostConnected();
    await jest.advanceTimersByTimeAsync(0);
    expect([listing === null, anew.isAway]).toEqual([false, true]);
    anew.hostDisconnected();
  });

  it('is called away once it could not be read twice: one request may be lost where the network changes', async () => {
    orders.hostConnected();
    await jest.advanceTimersByTimeAsync(0);
    isUp = false;
    await orders.read();
    expect(orders.isAway).toBe(false);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(orders.isAway).toBe(true);
    isUp = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(orders.isAway).toBe(false);
  });
});

describe('a list of orders whose page throws when it hears of another one', () => {
  beforeEach(() => orders.hostConnected());

  it('goes on being read, and reports it once for each order', async () => {
    const heard: string[] = [];
    orders.onPlaced = ({ order_id }) => {
      heard.push(order_id);
      throw fault;
    };
    await jest.advanceTimersByTimeAsync(60_000);
    placed = [...placed, order(2), order(3)];
    await jest.advanceTimersByTimeAsync(60_000);
    placed = [...placed, order(4)];
    await jest.advanceTimersByTimeAsync(60_000);
    expect(orders.listing?.orders).toHaveLength(4);
    expect(heard).toEqual([order(3), order(2), order(4)].map(({ order_id }) => order_id));
    expect(reported).toEqual([fault, fault, fault]);
  });
});
