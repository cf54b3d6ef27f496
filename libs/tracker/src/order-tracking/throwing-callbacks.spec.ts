import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { REST_AFTER_MS } from '../connection/live-connection.ts';
import { fault, ReportedErrors, throwing } from '../listeners/reported-errors.contract.ts';
import { OrderConnection } from '../order-connection/order-connection.ts';
import { type Share, shareConnection } from '../order-connection/shared-connections.ts';
import {
  eventually,
  frame,
  orderId,
  otherId,
  problem,
  TrackingServer,
} from '../order-connection/tracking-server.contract.ts';
import { MemoryStorage } from './memory-storage.contract.ts';
import { OrderTracking, type TrackingOptions } from './order-tracking.ts';
import { remember } from './snapshot-memory.ts';

const token = 'token';
const unknownId = '0190a000-0000-7000-8000-00000000dead';
const errors = new ReportedErrors();

/** Hands the page's callback to the tracker, at one of the places where one can be given. @returns ends it */
type Place = (callback: () => never, orderId: string) => () => void;

let server: TrackingServer;
let share: Share;

const origin = (): string => `http://127.0.0.1:${server.port}`;
const track = (options: Partial<TrackingOptions>): (() => void) =>
  new OrderTracking({ orderId, token, server: origin(), ...options }).start();
const places: Readonly<Record<string, Place>> = {
  'onStatusUpdate of a tracking': (onStatusUpdate, id) => track({ orderId: id, onStatusUpdate }),
  'onNews of a tracking': (onNews, id) => track({ orderId: id, onNews }),
  'onConnectionChange of a tracking': (onConnectionChange, id) => track({ orderId: id, onConnectionChange }),
  'onChange of a tracking': (onChange, id) => track({ orderId: id, onChange }),
  'onSnapshot of a listener': (onSnapshot, id) =>
    share.connection.follow(id, { onSnapshot, onProblem: () => undefined }),
  'a watcher of the connection': (watcher) => share.connection.watch(watcher),
};
const placesOfRefusals: Readonly<Record<string, Place>> = {
  'onError of a tracking': (onError, id) => track({ orderId: id, onError }),
  'onProblem of a listener': (onProblem, id) =>
    share.connection.follow(id, { onSnapshot: () => undefined, onProblem }),
};

beforeEach(async () => {
  errors.watch();
  server = new TrackingServer();
  await server.start();
  share = shareConnection(origin(), token);
});
afterEach(async () => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'window');
  share.connection.stop();
  share.release();
  await server.stop();
  errors.unwatch();
});

describe('a callback of the page that throws', () => {
  let heard: (number | string)[];
  let watched: string[];
  let endings: (() => void)[];

  /** Another screen on the same connection, which comes later. */
  const listen = (): void => {
    const leave = share.connection.follow(orderId, {
      onSnapshot: ({ version }) => heard.at(-1) !== version && heard.push(version),
      onProblem: ({ code }) => heard.push(code),
      pollEveryMs: 20,
    });
    endings.push(
      leave,
      share.connection.watch((status) => watched.push(status)),
    );
  };
  const hears = (version: number) => eventually(() => heard.at(-1) === version, `version ${version}`);

  beforeEach(() => {
    [heard, watched, endings] = [[], [], []];
  });
  afterEach(() => {
    for (const end of endings) end();
  });

  it.each(Object.entries(places))(
    'is reported each time, and neither cuts the connection nor keeps others from hearing: %s',
    async (_name, place) => {
      const { callback, calls } = throwing();
      endings.push(place(callback, orderId));
      listen();
      await hears(1);
      for (const version of [2, 3]) {
        server.versions.set(orderId, version);
        server.tracking.emit('order.changed', frame(version));
        await hears(version);
      }
      expect([heard, server.handshakes, server.follows.length]).toEqual([[1, 2, 3], 1, 1]);
      expect(watched).toEqual(['connected']);
      expect(calls()).toBeGreaterThan(0);
      expect(errors.all).toEqual(Array.from({ length: calls() }, () => fault));
    },
  );

  it.each(Object.entries(places))(
    'does not end the asking over HTTP while the socket is away, nor the coming back: %s',
    async (_name, place) => {
      const { callback, calls } = throwing();
      server.handshake = problem(503, 'unavailable');
      endings.push(place(callback, orderId));
      listen();
      for (const version of [1, 2, 3]) {
        server.versions.set(orderId, version);
        await hears(version);
      }
      server.handshake = null;
      await eventually(() => share.connection.status === 'connected', 'a connection');
      server.tracking.emit('order.changed', frame(4));
      await hears(4);
      expect(calls()).toBeGreaterThan(0);
      expect(errors.all).toEqual(Array.from({ length: calls() }, () => fault));
    },
  );

  it.each(Object.entries(placesOfRefusals))(
    'is reported once, and disturbs no other order: %s',
    async (_name, place) => {
      const { callback, calls } = throwing();
      endings.push(place(callback, unknownId));
      listen();
      await eventually(() => calls() === 1, 'the refusal');
      await hears(1);
      server.tracking.emit('order.changed', frame(2));
      await hears(2);
      expect([heard, server.handshakes, errors.all]).toEqual([[1, 2], 1, [fault]]);
    },
  );

  it.each(Object.entries(placesOfRefusals))(
    'is reported once, and others hear too that the connection was refused for good: %s',
    async (_name, place) => {
      const { callback, calls } = throwing();
      server.handshake = problem(401, 'unauthenticated');
      endings.push(place(callback, orderId));
      listen();
      await eventually(() => heard.length > 0, 'the refusal');
      expect([heard, calls(), errors.all]).toEqual([['unauthenticated'], 1, [fault]]);
      expect([share.connection.status, server.handshakes]).toEqual(['error', 1]);
    },
  );

  it('is reported where it comes after the connection was refused for good', async () => {
    server.handshake = problem(401, 'unauthenticated');
    await eventually(() => share.connection.status === 'error', 'the refusal');
    const { callback } = throwing();
    endings.push(
      share.connection.follow(orderId, { onSnapshot: () => undefined, onProblem: callback }),
      share.connection.follow(otherId, {
        onSnapshot: () => undefined,
        onProblem: () => heard.push('refused'),
      }),
    );
    expect([errors.all, heard]).toEqual([[fault], ['refused']]);
  });

  it('is reported where an order is followed that is known already', async () => {
    listen();
    await hears(1);
    const { callback } = throwing();
    endings.push(share.connection.follow(orderId, { onSnapshot: callback, onProblem: () => undefined }));
    expect(errors.all).toEqual([fault]);
    server.tracking.emit('order.changed', frame(2));
    await hears(2);
  });

  it('is reported where it watches a connection of its own', async () => {
    const { callback, calls } = throwing();
    const own = new OrderConnection({ origin: origin(), token: 'another', onStatus: callback });
    endings.push(() => own.stop());
    own.follow(orderId, { onSnapshot: ({ version }) => heard.push(version), onProblem: () => undefined });
    await hears(1);
    expect([calls(), errors.all, own.status]).toEqual([2, [fault, fault], 'connected']);
  });

  it('keeps no other callback of the same tracking from being called', async () => {
    const names = ['onStatusUpdate', 'onNews', 'onConnectionChange', 'onChange'] as const;
    const [called, calledInPeace]: [string[], string[]] = [[], []];
    const fail = (name: string) => (): never => {
      called.push(name);
      throw fault;
    };
    const note = (name: string) => (): void => void calledInPeace.push(name);
    await eventually(() => share.connection.status === 'connected', 'a connection');
    for (const callback of [fail, note])
      endings.push(track(Object.fromEntries(names.map((name) => [name, callback(name)]))));
    listen();
    await hears(1);
    server.tracking.emit('order.changed', frame(2));
    await hears(2);
    expect(called).toEqual(calledInPeace);
    expect(new Set(called)).toEqual(new Set(names));
    expect(errors.all).toHaveLength(called.length);
  });

  it('does not keep a tracking from beginning with what was last known', async () => {
    Object.assign(globalThis, { localStorage: new MemoryStorage() });
    remember(orderId, { snapshot: server.snapshot(orderId), heardAt: Date.now() });
    const { callback, calls } = throwing();
    endings.push(track({ onStatusUpdate: callback }));
    expect(errors.all).toEqual([fault]);
    await eventually(() => server.follows.length === 1, 'the order to be followed');
    server.tracking.emit('order.changed', frame(2));
    await eventually(() => calls() === 2, 'the change');
    Reflect.deleteProperty(globalThis, 'localStorage');
  });

  it('lets a page that nobody sees rest, unless another wants to stay awake', async () => {
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    Object.assign(globalThis, { window: Object.assign(new EventTarget(), { document }) });
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    const own = new OrderConnection({ origin: origin(), token: 'another' });
    endings.push(() => own.stop());
    const { callback } = throwing();
    const [onSnapshot, onProblem] = [() => undefined, () => undefined];
    own.follow(orderId, { onSnapshot, onProblem, staysAwake: callback });
    const leave = own.follow(orderId, { onSnapshot, onProblem, staysAwake: () => true });
    const isHiddenForLong = (): void => {
      document.visibilityState = 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
      jest.advanceTimersByTime(REST_AFTER_MS);
    };
    await eventually(() => own.status === 'connected', 'a connection');
    isHiddenForLong();
    expect([own.status, errors.all]).toEqual(['connected', [fault]]);
    leave();
    isHiddenForLong();
    expect([own.status, errors.all]).toEqual(['disconnected', [fault, fault]]);
  });

  it('does not keep the connection open when nobody follows any more', async () => {
    const { callback, calls } = throwing();
    const stop = track({ onStatusUpdate: callback });
    await eventually(() => calls() === 1, 'the order');
    stop();
    share.release();
    await eventually(() => server.io.engine.clientsCount === 0, 'the connection to be closed');
  });
});
