import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Socket } from 'socket.io-client';
import * as z from 'zod';
import { renewAnswerSchema, type RenewAnswer, SocketEvent, tokenExpiringSchema } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted, type Heard, heardBy, shown, versions } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
/** How long a token that ends soon lives at least, in seconds: a slow machine needs a part of one. */
const brief = 3;
/** How long to wait for what comes by the clock, in ms. */
const patience = 25_000;
let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open();
});
afterEach(() => world.close());

const cashier = { sub: crypto.randomUUID(), kind: 'staff', role: 'cashier', restaurant_id: restaurant };
const device = {
  sub: crypto.randomUUID(),
  kind: 'device',
  role: 'device',
  restaurant_id: restaurant,
  scope: 'orders:read',
};
const placed = (): string => world.orders.place({ restaurant_id: restaurant }).data.order_id;
const token = (claims: object, expiresInS = 900): Promise<string> =>
  world.orders.accessToken({ ...claims }, { expiresInS });
/** Until the clock shows that time, in ms: tokens end by it. */
const isPast = (time: number): Promise<unknown> =>
  eventually(() => Date.now() > time, 'the time to come', patience);
const endOf = (accessToken: string): number => (decodeJwt(accessToken).exp ?? 0) * 1_000;
const soon = (): string => new Date(Date.now() + brief * 1_000).toISOString();
const until = (heard: readonly Heard[], event: string): Promise<Heard> =>
  eventually(() => heard.find((each) => each.event === event), `${event} to be heard`, patience);
const namesOf = (heard: readonly Heard[]): string[] => heard.map(({ event }) => event);
const renew = async (socket: Socket, message: unknown): Promise<RenewAnswer> =>
  renewAnswerSchema.parse(await socket.timeout(5_000).emitWithAck(SocketEvent.Renew, message));

const boards = async (): Promise<number> =>
  Number(/sockets\{namespace="\/board"\} (\d+)/.exec(await world.metrics())?.[1]);

/** Asks over HTTP for what there is to read, when it is told to and not by itself. */
class PollingClient {
  private constructor(private readonly url: string) {}

  static async connect(server: string, namespace: string, auth: string): Promise<PollingClient> {
    const url = `${server}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(url)).text();
    const { sid } = z.object({ sid: z.string() }).parse(JSON.parse(opened.slice(1)));
    const client = new PollingClient(`${url}&sid=${sid}`);
    await fetch(client.url, { method: 'POST', body: `40${namespace},${JSON.stringify({ token: auth })}` });
    // Until the gateway has let it in, and has told it that its token ends soon.
    for (let read = ''; !read.includes(SocketEvent.TokenExpiring);) read += await client.#read();
    return client;
  }

  /** What it is refused with. */
  async poll(): Promise<unknown> {
    return JSON.parse(await this.#read());
  }

  async #read(): Promise<string> {
    return (await fetch(this.url)).text();
  }
}

describe('the end of a token', () => {
  const atOnce = { reconnectionDelay: 10, reconnectionDelayMax: 50 };
  const shutOut = [
    { event: 'connect' },
    { event: SocketEvent.TokenExpiring, value: { expires_in_ms: expect.any(Number) } },
    { event: 'disconnect', value: 'transport close' },
    { event: 'connect_error', value: 'unauthenticated' },
  ];

  it.each([
    ['an account', '/tracking', () => token(cashier, brief)],
    ['an account on the board', '/board', () => token(cashier, brief)],
    ['a device', '/board', () => token(device, brief)],
    ['a link', '/tracking', () => Promise.resolve(world.orders.trackingToken(placed(), soon()))],
  ] as const)(
    'of %s closes the transport, and the client learns by itself that it is over',
    async (_who, namespace, make) => {
      const heard = heardBy(world.client(namespace, await make(), atOnce));
      await until(heard, 'connect_error');
      expect(heard).toEqual(shutOut);
    },
  );

  it('of a link does so for a client that has followed its order for a while', async () => {
    const id = placed();
    const socket = world.client('/tracking', world.orders.trackingToken(id), { reconnection: false });
    const heard = heardBy(socket);
    granted(await follow(socket));
    await world.publish(world.orders.change(id, { status: 'confirmed' }));
    await until(heard, SocketEvent.OrderChanged);
    const ending = world.orders.anotherTrackingToken(id, soon());
    expect(await renew(socket, { token: ending })).toEqual({ ok: true });
    await until(heard, 'disconnect');
    expect(heard).toEqual([
      { event: 'connect' },
      { event: SocketEvent.OrderChanged, value: expect.objectContaining({ order_id: id, version: 2 }) },
      ...shutOut.slice(1, 3),
    ]);
  });

  it('comes for a client that has stopped polling, too', async () => {
    const client = await PollingClient.connect(world.url, '/board', await token(cashier, brief));
    expect(await boards()).toBe(1);
    await eventually(async () => (await boards()) === 0, 'the connection ended', patience);
    expect(await client.poll()).toMatchObject({ message: 'Session ID unknown' });
  });

  it('is told before it comes, in the milliseconds that are left', async () => {
    const heard = heardBy(world.client('/board', await token(cashier, 30)));
    const { value } = await until(heard, SocketEvent.TokenExpiring);
    const { expires_in_ms } = tokenExpiringSchema.parse(value);
    expect(expires_in_ms).toBeGreaterThan(1_000);
    expect(expires_in_ms).toBeLessThanOrEqual(31_000);
  });

  it('is no end for a client that has another token by then', async () => {
    const tokens = [await token(cashier, brief), await token(cashier)];
    const heard = heardBy(
      world.client('/board', undefined, {
        ...atOnce,
        auth: (give: (auth: object) => void) => give({ token: tokens.shift() }),
      }),
    );
    await eventually(() => heard.length === 4, 'the client back by itself', patience);
    expect(namesOf(heard)).toEqual(['connect', SocketEvent.TokenExpiring, 'disconnect', 'connect']);
  });
});

describe('a token that is renewed', () => {
  it('keeps the socket beyond the end of the first one, with no change missed', async () => {
    const [id, first] = [placed(), await token(cashier, brief)];
    const socket = world.client('/tracking', first);
    const [heard, frames] = [heardBy(socket), shown(socket)];
    granted(await follow(socket, { order_id: id }));
    expect(await renew(socket, { token: await token(cashier) })).toEqual({ ok: true });
    await world.publish(world.orders.change(id, { status: 'confirmed' }));
    await isPast(endOf(first));
    for (const status of ['preparing', 'cooking', 'ready'] as const)
      await world.publish(world.orders.change(id, { status }));
    await eventually(() => frames.length === 4, 'all changes');
    expect(versions(frames)).toEqual([2, 3, 4, 5]);
    expect(namesOf(heard)).not.toContain('disconnect');
  });

  it('keeps a board in its room', async () => {
    const [id, first] = [placed(), await token(device, brief)];
    const socket = world.client('/board', first);
    const [heard, frames] = [heardBy(socket), shown(socket)];
    expect(await renew(socket, { token: await token(device) })).toEqual({ ok: true });
    await isPast(endOf(first));
    await world.publish(world.orders.change(id, { status: 'confirmed' }));
    await eventually(() => frames.length === 1, 'the change on the board');
    expect(namesOf(heard)).not.toContain('disconnect');
  });

  it('may be renewed again and again by short ones, without a flood of notices', async () => {
    const socket = world.client('/board', await token(cashier, brief));
    const heard = heardBy(socket);
    const notices: number[] = [];
    socket.on(SocketEvent.TokenExpiring, () => {
      notices.push(performance.now());
      void token(cashier, brief).then((renewed) => socket.emit(SocketEvent.Renew, { token: renewed }));
    });
    await eventually(() => notices.length === 4, 'a notice of each token', patience);
    // Each half-way through its token, so the last three take more than one and a half of a token's life.
    expect((notices[3] ?? 0) - (notices[0] ?? 0)).toBeGreaterThan(brief * 1_000);
    expect(namesOf(heard)).not.toContain('disconnect');
  });

  it('may be a link, for as long as it leads to the same order', async () => {
    const [id, other] = [placed(), placed()];
    const socket = await world.connect('/tracking', world.orders.trackingToken(id));
    expect(await renew(socket, { token: world.orders.trackingToken(id) })).toEqual({ ok: true });
    expect(await renew(socket, { token: world.orders.trackingToken(other) })).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    });
    granted(await follow(socket));
  });
});

describe('a token that does not renew', () => {
  const someone = { ...cashier, sub: crypto.randomUUID() };
  const elsewhere = { ...cashier, restaurant_id: crypto.randomUUID() };

  it.each([
    ['of someone else', 'forbidden', () => token(someone)],
    ['of another restaurant', 'forbidden', () => token(elsewhere)],
    ['of a device', 'forbidden', () => token(device)],
    ['of a device with the same id', 'forbidden', () => token({ ...device, sub: cashier.sub })],
    ['of a customer', 'forbidden', () => token({ ...cashier, kind: 'customer', role: 'customer' })],
    ['of a guest', 'forbidden', () => Promise.resolve(world.orders.trackingToken(placed()))],
    ['that has expired', 'unauthenticated', () => token(cashier, -1)],
    ['that is none', 'unauthenticated', () => Promise.resolve('x')],
    ['that is empty', 'unauthenticated', () => Promise.resolve('')],
    [
      'of someone who must set a password first',
      'password_change_required',
      () => token({ ...cashier, must_change_password: true }),
    ],
  ] as const)('is one %s: %s, and the socket stays what it was', async (_what, code, make) => {
    const socket = await world.connect('/board', await token(cashier));
    expect(await renew(socket, { token: await make() })).toMatchObject({ ok: false, problem: { code } });
    expect(await renew(socket, { token: await token(cashier) })).toEqual({ ok: true });
    const frames = shown(socket);
    const id = placed();
    await world.publish(world.orders.change(id, { status: 'confirmed' }));
    await eventually(() => frames.length === 1, 'the change on the board');
  });

  it('is one of a session that has ended', async () => {
    const sid = crypto.randomUUID();
    const socket = await world.connect('/board', await token(cashier));
    world.orders.endSession(sid);
    await eventually(
      async () => !(await renew(socket, { token: await token({ ...cashier, sid }) })).ok,
      'the ended session to be known',
    );
    expect(socket.connected).toBe(true);
  });

  it('is one that a page of a foreign origin sends', async () => {
    const id = placed();
    const socket = await world.connect('/tracking', world.orders.trackingToken(id), {
      extraHeaders: { origin: 'https://evil.example' },
    });
    expect(await renew(socket, { token: await token(cashier) })).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    });
  });

  it.each([[undefined], [null], [7], ['a text'], [{}], [{ token: 7 }], [[]]])(
    'is no token at all: %j',
    async (message) => {
      const socket = await world.connect('/board', await token(cashier));
      expect(await renew(socket, message)).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
      expect(socket.connected).toBe(true);
    },
  );

  it('cannot be judged while orders is away: that is said, and the socket stays', async () => {
    const id = placed();
    const socket = await world.connect('/tracking', world.orders.trackingToken(id));
    world.orders.away = true;
    const unknown = `${world.orders.trackingToken(id).slice(0, 23)}${'x'.repeat(32)}`;
    expect(await renew(socket, { token: unknown })).toMatchObject({
      ok: false,
      problem: { code: 'unavailable' },
    });
    expect(socket.connected).toBe(true);
  });
});

it('tells the server’s time with the answer to follow', async () => {
  const socket = await world.connect('/tracking', world.orders.trackingToken(placed()));
  const before = Date.now();
  const answer = await follow(socket);
  if (!answer.ok) throw new Error(answer.problem.code);
  expect(Date.parse(answer.now)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(answer.now)).toBeLessThanOrEqual(Date.now());
  expect(answer.now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});
