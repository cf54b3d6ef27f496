import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { CardShelf } from './card-shelf.ts';
import { anOrder } from './order.builder.ts';
import { OrdersReader } from './orders-reader.ts';

const asked = anOrder({ order_id: 'a', status: 'completed' });

/** A server with one order, which may be out of reach. */
class Server {
  readonly finds: string[] = [];
  isAway = false;
  found: Order | 'gone' | null = asked;

  asked = 0;

  readonly active = async (): Promise<readonly Order[] | null> => {
    this.asked += 1;
    return this.isAway ? null : [];
  };
  readonly recent = async (): Promise<readonly Order[]> => [];
  readonly find = async (orderId: string): Promise<Order | 'gone' | null> => {
    this.finds.push(orderId);
    return this.found;
  };
}

describe('an order of which a frame named what it did not say', () => {
  let server: Server;
  let shelf: CardShelf;
  let reader: OrdersReader;
  beforeEach(() => {
    jest.useFakeTimers();
    [server, shelf] = [new Server(), new CardShelf(() => undefined)];
    reader = new OrdersReader(server, shelf, () => Date.parse(asked.updated_at));
  });
  afterEach(() => {
    reader.stop();
    jest.useRealTimers();
  });
  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  it('is read once, whatever its status', async () => {
    reader.soon('a');
    await pass(60_000);
    expect([server.finds, [...shelf.cards.keys()]]).toEqual([['a'], ['a']]);
  });

  it('is asked for until it can be had', async () => {
    server.found = null;
    reader.soon('a');
    await pass(1_000);
    expect([server.finds, shelf.cards.size]).toEqual([['a'], 0]);
    server.found = asked;
    await pass(10_000);
    expect([server.finds, [...shelf.cards.keys()]]).toEqual([['a', 'a'], ['a']]);
  });

  it('is read as all news are, though they could not be read when they came', async () => {
    server.isAway = true;
    reader.soon();
    await pass(1_000);
    server.isAway = false;
    await pass(60_000);
    expect(server.asked).toBe(2);
  });

  it('is not forgotten while nothing can be had', async () => {
    server.isAway = true;
    reader.soon('a');
    await pass(20_000);
    expect(server.finds).toEqual([]);
    server.isAway = false;
    await pass(10_000);
    expect(server.finds).toEqual(['a']);
  });

  it.each([
    ['could not be had', () => (server.found = null)],
    ['waits for the server', () => (server.isAway = true)],
  ])('keeps no news waiting while it %s, and is asked for again though they come', async (_, fail) => {
    fail();
    reader.soon('a');
    await pass(400);
    expect(server.asked).toBe(1);
    for (const count of [2, 3]) {
      reader.soon();
      await pass(1_300);
      expect(server.asked).toBe(count);
    }
    [server.found, server.isAway] = [asked, false];
    await pass(10_000);
    expect([...shelf.cards.keys()]).toEqual(['a']);
  });

  it('is not asked for again once news have brought it', async () => {
    server.found = null;
    reader.soon('a');
    await pass(400);
    server.found = asked;
    reader.soon();
    await pass(60_000);
    expect([server.finds, server.asked]).toEqual([['a', 'a'], 2]);
  });

  it('is asked for no more once it is gone, nor by a board that is', async () => {
    server.found = 'gone';
    reader.soon('a');
    await pass(60_000);
    expect(server.finds).toEqual(['a']);
    server.found = null;
    reader.soon('a');
    await pass(1_000);
    reader.stop();
    await pass(60_000);
    expect(server.finds).toEqual(['a', 'a']);
  });
});
