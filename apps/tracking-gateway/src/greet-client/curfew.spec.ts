import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger, OrdersUnavailableError, ProblemError } from '#libs/service-kit';
import type { Visitor } from '../account/visitor.ts';
import type { Visitors } from '../account/visitors.ts';
import type { ClientSocket } from '../socket/client-socket.ts';
import { Curfew } from './curfew.ts';

const hour = 3_600_000;
const guest = (expiresAt: number | null): Visitor => ({
  caller: { kind: 'guest', order_id: crypto.randomUUID(), restaurant_id: crypto.randomUUID() },
  token: 'link',
  sessionId: crypto.randomUUID(),
  expiresAt,
});

/** As much of a socket as a curfew looks at. */
class Seat extends EventEmitter {
  connected = true;
  readonly data: { visitor: Visitor };

  constructor(visitor: Visitor) {
    super();
    this.data = { visitor };
  }

  disconnect(): void {
    this.connected = false;
    this.emit('disconnect');
  }
}

let answer: () => Promise<Visitor>;
const visitors = { recognise: () => answer() } as unknown as Visitors;

function seated(visitor: Visitor): Seat {
  const seat = new Seat(visitor);
  new Curfew(visitors, createLogger('gateway', 'silent')).begin(seat as unknown as ClientSocket);
  return seat;
}

describe('the curfew of a tracking link', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets a guest stay while the order is open, and for a day after it ended', async () => {
    answer = () => Promise.resolve(guest(null));
    const seat = seated(guest(null));
    await jest.advanceTimersByTimeAsync(30 * hour);
    expect(seat.connected).toBe(true);
    const end = Date.now() + 24 * hour;
    answer = () => Promise.resolve(guest(end));
    await jest.advanceTimersByTimeAsync(23 * hour);
    expect(seat.connected).toBe(true);
    await jest.advanceTimersByTimeAsync(hour);
    expect(seat.connected).toBe(false);
    expect(seat.listenerCount('disconnect')).toBeLessThanOrEqual(1);
  });

  it('ends soon after the link was withdrawn', async () => {
    answer = () => Promise.reject(new ProblemError('unauthenticated', 'No.'));
    const seat = seated(guest(null));
    await jest.advanceTimersByTimeAsync(16 * 60_000);
    expect(seat.connected).toBe(false);
  });

  it('sends nobody away because orders cannot be asked', async () => {
    answer = () => Promise.reject(new OrdersUnavailableError('away'));
    const seat = seated(guest(null));
    await jest.advanceTimersByTimeAsync(5 * hour);
    expect(seat.connected).toBe(true);
  });

  it('looks no more once the guest has left', async () => {
    let looks = 0;
    answer = () => Promise.resolve(guest(null)).finally(() => looks++);
    seated(guest(null)).disconnect();
    await jest.advanceTimersByTimeAsync(5 * hour);
    expect(looks).toBe(0);
  });
});
