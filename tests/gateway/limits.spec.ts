import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, type Socket as NetSocket } from 'node:net';
import { SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted, shown } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let world: GatewayWorld;

afterEach(() => world.close());

const open = async (RATE_LIMITS: string): Promise<GatewayWorld> => {
  world = await GatewayWorld.open({ RATE_LIMITS, TRUST_PROXY: 'true' });
  return world;
};
const placed = (): string => world.orders.place({ restaurant_id: restaurant }).data.order_id;
const staff = (): Promise<string> =>
  world.orders.accessToken({
    sub: crypto.randomUUID(),
    kind: 'staff',
    role: 'cashier',
    restaurant_id: restaurant,
  });
const poll = (address: string): Promise<Response> =>
  fetch(`${world.url}/socket.io/?EIO=4&transport=polling`, { headers: { 'x-forwarded-for': address } });
const hits = async (limit: string): Promise<number> =>
  Number(
    new RegExp(`passline_gateway_limit_hits_total\\{limit="${limit}"\\} (\\d+)`).exec(
      await world.metrics(),
    )?.[1] ?? 0,
  );

describe('A flood of handshakes', () => {
  it('is refused with the time to wait, counted, and keeps nobody else out', async () => {
    await open('handshakes=10');
    const answers = await Promise.all(Array.from({ length: 300 }, () => poll('203.0.113.7')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(100);
    expect(refused.length).toBeGreaterThan(50);
    expect([refused[0]?.headers.get('retry-after'), await refused[0]?.json()]).toEqual([
      '1',
      expect.objectContaining({ code: 'too_many_requests', status: 429 }),
    ]);
    expect(await hits('handshakes')).toBe(refused.length);
    expect((await poll('203.0.113.8')).status).toBe(200);
    await eventually(
      async () => (await poll('203.0.113.7')).status === 200,
      'the flood to be forgotten',
      3_000,
    );
  });

  it('does not get on by asking one connection for a namespace again and again', async () => {
    await open('on');
    const link = world.orders.trackingToken(placed());
    const raw = await RawSocket.open(world.url);
    raw.send(...Array.from({ length: 3 }, () => `40/tracking,${JSON.stringify({ token: link })}`));
    await eventually(() => raw.closed, 'the connection to be closed');
    await eventually(
      async () => (await world.metrics()).includes('passline_gateway_sockets{namespace="/tracking"} 0'),
      'its sockets to be gone',
    );
  });

  it('comes through where limits are off', async () => {
    await open('off');
    const answers = await Promise.all(Array.from({ length: 500 }, () => poll('203.0.113.7')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('The sockets of one address', () => {
  it('may be so many, and one more is refused until another has gone', async () => {
    await open('sockets=5');
    const link = world.orders.trackingToken(placed());
    const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address }, reconnection: false });
    const [first] = await Promise.all(
      Array.from({ length: 5 }, () => world.connect('/tracking', link, from('203.0.113.7'))),
    );
    await expect(world.connect('/tracking', link, from('203.0.113.7'))).rejects.toThrow('websocket error');
    await world.connect('/tracking', link, from('203.0.113.8'));
    first?.disconnect();
    await eventually(
      () =>
        world.connect('/tracking', link, from('203.0.113.7')).then(
          () => true,
          () => false,
        ),
      'a place to be free',
    );
    expect(await hits('sockets')).toBeGreaterThan(0);
  });

  it('are as many as the contract promises by default: 500, all following one order', async () => {
    await open('on');
    const id = placed();
    const link = world.orders.trackingToken(id);
    const clients = await Promise.all(Array.from({ length: 500 }, () => world.connect('/tracking', link)));
    const frames = clients.map(shown);
    for (const answer of await Promise.all(clients.map((client) => follow(client)))) granted(answer);
    await world.publish(world.orders.change(id, { status: 'cooking' }));
    await eventually(() => frames.every((seen) => seen.length === 1), 'the change on all 500 screens');
  }, 60_000);
});

describe('The followers of one order', () => {
  it('may be so many by its link; its restaurant is let in all the same', async () => {
    await open('followers=3');
    const id = placed();
    const link = world.orders.trackingToken(id);
    const guests = await Promise.all(Array.from({ length: 4 }, () => world.connect('/tracking', link)));
    for (const guest of guests.slice(0, 3)) granted(await follow(guest));
    expect(await follow(guests[3]!)).toMatchObject({
      ok: false,
      problem: { code: 'too_many_requests', status: 429 },
    });
    granted(await follow(await world.connect('/tracking', await staff()), { order_id: id }));
    granted(await follow(guests[0]!));
    await guests[1]!.emitWithAck(SocketEvent.Unfollow, {});
    await guests[2]!.emitWithAck(SocketEvent.Unfollow, {});
    granted(await follow(guests[3]!));
    expect(await hits('followers')).toBe(1);
  });
});

describe('A socket that says too much', () => {
  it('is refused first, and cut if it goes on, while the others are served', async () => {
    await open('messages=20');
    const id = placed();
    const link = world.orders.trackingToken(id);
    const [loud, quiet] = [
      await world.connect('/tracking', link, { reconnection: false }),
      await world.connect('/tracking', link),
    ];
    const answers = await Promise.all(
      Array.from(
        { length: 60 },
        () => loud.emitWithAck(SocketEvent.Unfollow, {}) as Promise<{ ok: boolean }>,
      ),
    );
    expect(answers.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
    for (let count = 0; count < 2_000; count += 1) loud.emit('nothing', {});
    await eventually(() => loud.disconnected, 'the loud one to be cut');
    granted(await follow(quiet));
  });

  it('is cut, or refused, at once for a frame that is larger than any of ours, by WebSocket and by polling', async () => {
    await open('on');
    const raw = await RawSocket.open(world.url);
    raw.send(`42/tracking,["follow","${'x'.repeat(20_000)}"]`);
    await eventually(() => raw.closed, 'the connection to be closed');
    const { sid } = JSON.parse((await (await poll('203.0.113.7')).text()).slice(1)) as { sid: string };
    const posted = await fetch(`${world.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
      method: 'POST',
      body: `4${'x'.repeat(20_000)}`,
    }).then(
      ({ status }) => status,
      () => 'hung up',
    );
    expect([413, 'hung up']).toContain(posted);
  });
});

/** Speaks Engine.IO by hand, without a client's manners. */
class RawSocket {
  closed = false;

  private constructor(private readonly tcp: NetSocket) {
    tcp
      .on('close', () => {
        this.closed = true;
      })
      .on('error', () => undefined);
  }

  static async open(url: string): Promise<RawSocket> {
    const { hostname, port } = new URL(url);
    const tcp = connect({ host: hostname, port: Number(port) });
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const socket = new RawSocket(tcp);
    await new Promise<void>((resolve, reject) =>
      tcp.once('close', reject).on('data', (data) => {
        if (data.toString('latin1').includes('"sid"')) resolve();
      }),
    );
    return socket;
  }

  /** All at once. */
  send(...texts: readonly string[]): void {
    this.tcp.write(Buffer.concat(texts.map(frame)));
  }
}

/** One masked text frame of at most 64 kB; a mask of zeroes leaves the text as it is. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}
