import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Snapshot } from '#libs/contracts';
import { type Share, shareConnection } from './shared-connections.ts';
import { eventually, frame, orderId, otherId, problem, TrackingServer } from './tracking-server.contract.ts';

describe('the connections of a page', () => {
  let server: TrackingServer;
  let shares: Share[];
  let shown: Snapshot[];

  const take = (token: Parameters<typeof shareConnection>[1]): Share => {
    const share = shareConnection(`http://127.0.0.1:${server.port}`, token);
    shares.push(share);
    return share;
  };
  const follow = (share: Share, id: string) =>
    share.connection.follow(id, {
      onSnapshot: (snapshot) => shown.push(snapshot),
      onProblem: () => undefined,
    });
  const sockets = (): number => server.io.engine.clientsCount;

  beforeEach(async () => {
    [shares, shown] = [[], []];
    server = new TrackingServer();
    await server.start();
  });
  afterEach(async () => {
    for (const { release } of shares) release();
    await eventually(() => sockets() === 0, 'all connections to be closed');
    await server.stop();
  });

  it('are one for two orders with the same token, and both move', async () => {
    follow(take('token'), orderId);
    follow(take('token'), otherId);
    await eventually(() => shown.length === 2, 'both orders');
    server.tracking.emit('order.changed', frame(2));
    server.tracking.emit('order.changed', frame(2, otherId));
    await eventually(() => shown.length === 4, 'both changes');
    expect(sockets()).toBe(1);
  });

  it('are one for the same way of getting a token, and another for another token', async () => {
    const token = (): string => 'fresh';
    follow(take(token), orderId);
    follow(take(token), otherId);
    follow(take('token'), orderId);
    await eventually(() => shown.length === 3, 'three orders');
    expect(sockets()).toBe(2);
  });

  it('stay for whoever comes right after the last one went, and end when nobody does', async () => {
    const first = take('token');
    first.release();
    first.release();
    const second = take('token');
    expect(second.connection).toBe(first.connection);
    await eventually(() => sockets() === 1, 'a connection');
    second.release();
    await eventually(() => sockets() === 0, 'no connection');
    expect(take('token').connection).not.toBe(first.connection);
  });

  it('are not shared any more once they were refused for good', async () => {
    server.handshake = problem(401, 'unauthenticated');
    const refused = take('token').connection;
    await eventually(() => refused.status === 'error', 'the refusal');
    server.handshake = null;
    follow(take('token'), orderId);
    await eventually(() => shown.length === 1, 'the order');
  });
});
