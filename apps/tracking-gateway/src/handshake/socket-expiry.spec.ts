import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger, ProblemError } from '#libs/service-kit';
import { OrdersUnavailableError } from '#libs/orders-client';
import type { ClientSocket, Visitor } from '../sockets/index.ts';
import { noticeMs, SocketExpiry } from './socket-expiry.ts';
import type { Visitors } from './visitors.ts';

const hour = 3_600_000;
const guest = (expiresAt: number | null): Visitor => ({
  caller: { kind: 'guest', order_id: crypto.randomUUID(), restaurant_id: crypto.randomUUID() },
  token: 'link',
  sessionId: crypto.randomUUID(),
  expiresAt,
});

const staff = (expiresAt: number): Visitor => ({
  caller: {
    kind: 'staff',
    id: 'cook',
    name: 'Cook',
    role: 'kitchen',
    restaurant_id: 'diner',
  },
  token: 'access',
  sessionId: 'session',
  expiresAt,
});

/** As much of a socket as its expiry looks at. */
class SocketStandIn extends EventEmitter {
  connected = true;
  readonly data: { visitor: Visitor };
  readonly conn = Object.assign(new EventEmitter(), {
    readyState: 'open',
    close: () => {
      this.disconnect();
      this.conn.emit('close');
    },
  });

  constructor(visitor: Visitor) {
    super();
    this.data = { visitor };
  }

  disconnect(): void {
    this.connected = false;
    this.emit('disconnect');
  }
}

const logger = createLogger('gateway', 'silent');
let answer: () => Promise<Visitor>;
let looks: number;
const visitors = {
  recogniseAgain: () => {
    looks += 1;
    return answer();
  },
} as unknown as Visitors;

const away = (): Promise<Visitor> => Promise.reject(new OrdersUnavailableError('away'));
const withdrawn = (): Promise<Visitor> => Promise.reject(new ProblemError('unauthenticated', 'No.'));

/** A socket that is watched, what it was told, and how to give it another token. */
function connected(visitor: Visitor) {
  const socket = new SocketStandIn(visitor);
  const client = socket as unknown as ClientSocket;
  const expiry = new SocketExpiry(visitors, logger);
  const told: number[] = [];
  socket.on('token_expiring', ({ expires_in_ms }: { expires_in_ms: number }) => told.push(expires_in_ms));
  expiry.watch(client);
  const renew = (renewed: Visitor): void => {
    socket.data.visitor = renewed;
    expiry.renewed(client);
  };
  return { socket, told, renew };
}

beforeEach(() => {
  jest.useFakeTimers();
  looks = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the expiry of a socket that a tracking link opened', () => {
  it('lets a guest stay while the order is open, and for a day after it ended', async () => {
    answer = () => Promise.resolve(guest(null));
    const { socket } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(30 * hour);
    expect(socket.connected).toBe(true);
    const end = Date.now() + 24 * hour;
    answer = () => Promise.resolve(guest(end));
    await jest.advanceTimersByTimeAsync(23 * hour);
    expect(socket.connected).toBe(true);
    await jest.advanceTimersByTimeAsync(hour);
    expect(socket.connected).toBe(false);
    expect(socket.listenerCount('disconnect')).toBeLessThanOrEqual(1);
  });

  it('is told a minute before', async () => {
    const end = Date.now() + 24 * hour;
    answer = () => Promise.resolve(guest(end));
    const { socket, told } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(24 * hour - noticeMs - 1);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(noticeMs - 1);
    expect([told, socket.connected]).toEqual([[noticeMs], true]);
  });

  it.each([
    ['is away', away],
    ['does not answer', () => new Promise<Visitor>(() => undefined)],
  ])('is told a minute before, by the clock, though orders %s', async (_how, asked) => {
    answer = asked;
    const { told } = connected(guest(Date.now() + noticeMs + 5_000));
    await jest.advanceTimersByTimeAsync(5_001);
    expect(told).toEqual([noticeMs]);
    await jest.advanceTimersByTimeAsync(noticeMs - 2);
    expect(told).toEqual([noticeMs]);
  });

  it('comes later where the order went on after all', async () => {
    const end = Date.now() + hour;
    const { socket } = connected(guest(end));
    answer = () => Promise.resolve(guest(null));
    await jest.advanceTimersByTimeAsync(30 * hour);
    expect(socket.connected).toBe(true);
  });

  it('comes when it was to come, though orders cannot be asked then', async () => {
    answer = away;
    const { socket } = connected(guest(Date.now() + hour));
    await jest.advanceTimersByTimeAsync(hour - 1);
    expect(socket.connected).toBe(true);
    await jest.advanceTimersByTimeAsync(2);
    expect(socket.connected).toBe(false);
  });

  it('ends soon after the link was withdrawn', async () => {
    answer = withdrawn;
    const { socket } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(16 * 60_000);
    expect(socket.connected).toBe(false);
  });

  it('sends nobody away because orders cannot be asked', async () => {
    answer = away;
    const { socket } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(5 * hour);
    expect(socket.connected).toBe(true);
  });

  it('asks again within a minute where orders was away', async () => {
    answer = away;
    connected(guest(null));
    await jest.advanceTimersByTimeAsync(15 * 60_000);
    expect(looks).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(2);
  });

  it('looks no more once the guest has left', async () => {
    answer = () => Promise.resolve(guest(null));
    connected(guest(null)).socket.disconnect();
    await jest.advanceTimersByTimeAsync(5 * hour);
    expect(looks).toBe(0);
  });

  it.each([
    ['was told that all is well', () => Promise.resolve(guest(null))],
    ['was told nothing', away],
  ])('looks no more where the guest left before it %s', async (_what, later) => {
    const asked = Promise.withResolvers<Visitor>();
    answer = () => asked.promise;
    const { socket } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(15 * 60_000);
    socket.disconnect();
    later().then(asked.resolve, asked.reject);
    await jest.advanceTimersByTimeAsync(5 * hour);
    expect([looks, jest.getTimerCount()]).toEqual([1, 0]);
  });
});

describe('the expiry of a socket whose token was renewed', () => {
  it('comes when the new token ends', async () => {
    answer = () => Promise.resolve(guest(null));
    const { socket, told, renew } = connected(staff(Date.now() + hour));
    await jest.advanceTimersByTimeAsync(hour - 1);
    renew(staff(Date.now() + hour));
    await jest.advanceTimersByTimeAsync(hour - 1);
    expect([told, socket.connected]).toEqual([[noticeMs, noticeMs], true]);
    await jest.advanceTimersByTimeAsync(1);
    expect(socket.connected).toBe(false);
  });

  it('is told of half-way where that ends within the minute too, so that renewing has an end', async () => {
    const { told, renew } = connected(staff(Date.now() + noticeMs));
    await jest.advanceTimersByTimeAsync(0);
    expect(told).toEqual([noticeMs]);
    renew(staff(Date.now() + 20_000));
    await jest.advanceTimersByTimeAsync(9_999);
    expect(told).toEqual([noticeMs]);
    await jest.advanceTimersByTimeAsync(1);
    expect(told).toEqual([noticeMs, 10_000]);
  });

  it('is told of again where the new token ends when the old one did', async () => {
    const end = Date.now() + noticeMs;
    const { told, renew } = connected(staff(end));
    await jest.advanceTimersByTimeAsync(1);
    renew(staff(end));
    await jest.advanceTimersByTimeAsync(noticeMs - 2);
    expect(told).toHaveLength(2);
  });

  it.each([
    ['is withdrawn', withdrawn],
    ['cannot be asked about', away],
    ['is as good as ever', () => Promise.resolve(guest(null))],
  ])('does not hang on the old link, which was being asked about and %s', async (_what, later) => {
    const asked = Promise.withResolvers<Visitor>();
    answer = () => asked.promise;
    const { socket, renew } = connected(guest(null));
    await jest.advanceTimersByTimeAsync(15 * 60_000);
    const renewed = guest(Date.now() + 24 * hour);
    renew(renewed);
    later().then(asked.resolve, asked.reject);
    await jest.advanceTimersByTimeAsync(1);
    expect([socket.connected, socket.data.visitor, jest.getTimerCount()]).toEqual([true, renewed, 1]);
  });

  it('is looked at by one timer, however often it is renewed', async () => {
    answer = () => Promise.resolve(guest(null));
    const { renew } = connected(guest(null));
    for (let times = 0; times < 3; times++) renew(guest(null));
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(15 * 60_000);
    expect([looks, jest.getTimerCount()]).toEqual([1, 1]);
  });

  it('is looked at no more where the socket has gone', () => {
    const { socket, renew } = connected(staff(Date.now() + hour));
    socket.disconnect();
    renew(staff(Date.now() + hour));
    expect(jest.getTimerCount()).toBe(0);
  });
});
