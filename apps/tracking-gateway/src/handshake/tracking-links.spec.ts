import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OrdersClient } from '#libs/orders-client';
import type { GuestFacts } from '#libs/contracts';
import { OwnUrl } from '#libs/service-kit';
import { TrackingLinks } from './tracking-links.ts';

const facts = {
  order_id: 'an order',
  restaurant_id: 'a restaurant',
  session_id: 'a session',
  expires_at: null,
};
let answer: GuestFacts | null;
let asked: number;
let links: TrackingLinks;

beforeEach(() => {
  jest.useFakeTimers();
  jest.advanceTimersByTime(1_000); // lru-cache takes a start at 0 for none
  [answer, asked] = [facts, 0];
  const orders = new OrdersClient(new OwnUrl(), { id: 'passline', secret: 'known-to-the-services' });
  jest.spyOn(orders, 'guests').mockImplementation((tokens) => {
    asked += 1;
    return Promise.resolve(tokens.map(() => answer));
  });
  links = new TrackingLinks(orders);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

async function settled<T>(reading: Promise<T>): Promise<T | 'refused'> {
  const result = reading.catch(() => 'refused' as const);
  await jest.advanceTimersByTimeAsync(10);
  return result;
}
const read = () => settled(links.read('a token'));
const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('whose a tracking link is', () => {
  it('is asked once within a minute, and again after it', async () => {
    expect(await read()).toMatchObject({ caller: { kind: 'guest', order_id: 'an order' } });
    await after(50_000);
    await read();
    expect(asked).toBe(1);
    await after(11_000);
    await read();
    expect(asked).toBe(2);
  });

  it('is asked once a second where it is no one’s, since it may become someone’s', async () => {
    answer = null;
    expect(await read()).toBe('refused');
    expect(await read()).toBe('refused');
    expect(asked).toBe(1);
    await after(1_100);
    answer = facts;
    expect(await read()).not.toBe('refused');
  });

  it('is asked anew where it is to be known as of now, and what comes out holds from then on', async () => {
    await read();
    await after(2_000);
    answer = null;
    expect(await settled(links.readAnew('a token'))).toBe('refused');
    await after(1_100);
    expect([await read(), asked]).toEqual(['refused', 3]);
  });

  it('is asked anew once the link has ended', async () => {
    answer = { ...facts, expires_at: new Date(Date.now() + 10_000).toISOString() };
    await read();
    await after(5_000);
    await read();
    expect(asked).toBe(1);
    await after(6_000);
    answer = null;
    expect([await read(), asked]).toEqual(['refused', 2]);
  });
});
