import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReportedErrors } from '../listeners/reported-errors.contract.ts';
import { type Share, shareConnection } from '../order-connection/shared-connections.ts';
import {
  eventually,
  frame,
  orderId,
  problem,
  TrackingServer,
} from '../order-connection/tracking-server.contract.ts';
import { OrderTracking, type TrackingOptions } from './order-tracking.ts';
import { remember } from './snapshot-memory.ts';
import { MemoryStorage } from './memory-storage.contract.ts';

const errors = new ReportedErrors();

describe('a listener that comes or goes while it is called', () => {
  let server: TrackingServer;
  let share: Share;
  let heard: string[];

  const tracking = (options: Partial<TrackingOptions>): OrderTracking =>
    new OrderTracking({ orderId, token: 'token', server: `http://127.0.0.1:${server.port}`, ...options });
  /** Another screen on the same connection. @returns ends it */
  const listen = (): (() => void) =>
    share.connection.follow(orderId, {
      onSnapshot: ({ version }) => heard.push(`other ${version}`),
      onProblem: () => undefined,
    });
  const hears = (what: string) => eventually(() => heard.includes(what), what);
  const change = (version: number): void => {
    server.versions.set(orderId, version);
    server.tracking.emit('order.changed', frame(version));
  };

  beforeEach(async () => {
    heard = [];
    errors.watch();
    Object.assign(globalThis, { localStorage: new MemoryStorage() });
    server = new TrackingServer();
    await server.start();
    share = shareConnection(`http://127.0.0.1:${server.port}`, 'token');
  });
  afterEach(async () => {
    share.connection.stop();
    share.release();
    await server.stop();
    Reflect.deleteProperty(globalThis, 'localStorage');
    errors.unwatch();
    expect(errors.all).toEqual([]);
  });

  it('hears nothing more once it has stopped its tracking, and others go on', async () => {
    const stopping = tracking({
      onStatusUpdate: ({ version }) => {
        heard.push(`update ${version}`);
        if (version === 2) stopping.stop();
      },
      onNews: ({ version }) => heard.push(`news ${version}`),
    });
    stopping.start();
    listen();
    await hears('other 1');
    change(2);
    await hears('other 2');
    change(3);
    await hears('other 3');
    expect(heard).toEqual(['update 1', 'other 1', 'update 2', 'other 2', 'other 3']);
    expect([server.unfollows, server.handshakes]).toEqual([[], 1]);
  });

  it('follows nothing where it stops at what this browser last knew', async () => {
    remember(orderId, { snapshot: server.snapshot(orderId), heardAt: Date.now() });
    const stopping = tracking({
      onStatusUpdate: () => stopping.stop(),
      onConnectionChange: (status) => heard.push(status),
    });
    await eventually(() => share.connection.status === 'connected', 'a connection');
    stopping.start();
    expect([heard, stopping.state.isConnected]).toEqual([[], false]);
    listen()();
    await eventually(() => server.unfollows.length === 1, 'the one who followed to be gone');
    expect(server.follows).toHaveLength(1);
  });

  it('follows nothing where it stops at the state of the connection', async () => {
    await eventually(() => share.connection.status === 'connected', 'a connection');
    const stopping = tracking({ onConnectionChange: () => stopping.stop() });
    stopping.start();
    listen()();
    await eventually(() => server.unfollows.length === 1, 'the one who followed to be gone');
    expect(server.follows).toHaveLength(1);
  });

  it('leaves nobody behind where it stops at what the connection knows already', async () => {
    const leave = listen();
    await hears('other 1');
    const stopping = tracking({ onStatusUpdate: () => stopping.stop() });
    stopping.start();
    leave();
    await eventually(() => server.unfollows.length === 1, 'the order to be let go');
  });

  it('hears once of what made another one come', async () => {
    share.connection.follow(orderId, {
      onSnapshot: ({ version }) => {
        if (version === 2) listen();
      },
      onProblem: () => undefined,
    });
    await eventually(() => server.follows.length === 1, 'the question');
    change(2);
    await hears('other 2');
    change(3);
    await hears('other 3');
    expect(heard).toEqual(['other 2', 'other 3']);
  });

  it('is told once that the connection was refused for good, where another one’s refusal made it come', async () => {
    const told: string[] = [];
    server.handshake = problem(403, 'forbidden');
    const follow = (name: string, onTold: () => void) =>
      share.connection.follow(orderId, {
        onSnapshot: () => undefined,
        onProblem: () => {
          told.push(name);
          onTold();
        },
      });
    follow('first', () => follow('second', () => undefined));
    await eventually(() => told.includes('second'), 'the refusal');
    expect(told).toEqual(['first', 'second']);
  });

  it('may begin anew when it is refused, over another connection', async () => {
    const token = (): string => 'token';
    server.handshake = problem(403, 'forbidden');
    let again: OrderTracking | null = null;
    tracking({
      token,
      onError: () => {
        server.handshake = null;
        again = tracking({ token, onStatusUpdate: ({ version }) => heard.push(`again ${version}`) });
        again.start();
      },
    }).start();
    await hears('again 1');
    again!.stop();
    share.release();
    await eventually(() => server.io.engine.clientsCount === 0, 'all connections to be closed');
  });
});
