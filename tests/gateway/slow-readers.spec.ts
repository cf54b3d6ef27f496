import { randomBytes } from 'node:crypto';
import { connect, type Socket as NetSocket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted, shown, versions } from './gateway-world.ts';

const readers = 200;
const restaurant = crypto.randomUUID();
let world: GatewayWorld;
const deaf: DeafClient[] = [];

beforeEach(async () => {
  world = await GatewayWorld.open({ RATE_LIMITS: 'off' });
});
afterEach(async () => {
  endDeaf();
  await world.close();
});

/**
 * What a deaf client was sent lies with the kernel until it goes, megabytes for each: enough to hold up
 * everyone's connections on a small machine.
 */
function endDeaf(): void {
  for (const client of deaf.splice(0)) client.end();
}

describe('clients that never read', () => {
  it('are cut, and cost little memory until then, while the others see every change', async () => {
    const id = world.orders.place({ restaurant_id: restaurant }).data.order_id;
    const link = world.orders.trackingToken(id);
    const reader = await world.connect('/tracking', link);
    const frames = shown(reader);
    granted(await follow(reader));
    await Promise.all(
      Array.from({ length: readers }, async () => deaf.push(await DeafClient.follow(world.url, link))),
    );
    expect(await figure('sockets{namespace="/tracking"}')).toBe(readers + 1);
    const before = memory();
    let most = 0;
    await eventually(
      async () => {
        await world.publish(...changes(id, 400));
        await new Promise((resolve) => setImmediate(resolve));
        most = Math.max(most, memory() - before);
        return (await figure('sockets{namespace="/tracking"}')) === 1;
      },
      'clients that never read to be gone',
      90_000,
    );
    process.stdout.write(
      `${String(readers)} clients that never read: ${(most / 1e6).toFixed(1)} MB at most, gone within ${String(frames.length)} changes\n`,
    );
    endDeaf();
    // Each for not reading, and for nothing else; nor was the one that reads among them.
    expect(await figure('slow_sockets_cut_total')).toBe(readers);
    expect(most).toBeLessThan(50e6);
    await eventually(
      () => frames.at(-1)?.version === world.orders.snapshot(id).version,
      'every change on the screen that reads',
      30_000,
    );
    expect(versions(frames)).toEqual(frames.map((_, index) => index + 2));
  }, 120_000);
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Everything that the process still holds, in bytes; the notes that the test itself keeps are in it too. */
function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Notes as long as they may be, of characters that take three bytes each. */
function changes(id: string, count: number): OrderEvent[] {
  return Array.from({ length: count }, (_, index) =>
    world.orders.change(id, { status: index % 2 === 0 ? 'cooking' : 'preparing', notes: '辣'.repeat(500) }),
  );
}

/** What the gateway tells Prometheus. @param name after `passline_gateway_` */
async function figure(name: string): Promise<number> {
  const line = (await world.metrics())
    .split('\n')
    .find((each) => each.startsWith(`passline_gateway_${name} `));
  return Number(line?.split(' ')[1]);
}

/** Speaks just enough WebSocket to follow an order, and stops reading at once. */
class DeafClient {
  #heart: NodeJS.Timeout | undefined;

  private constructor(private readonly tcp: NetSocket) {}

  static async follow(url: string, token: string): Promise<DeafClient> {
    const { hostname, port } = new URL(url);
    const tcp = connect({ host: hostname, port: Number(port) });
    tcp.on('error', () => undefined);
    const client = new DeafClient(tcp);
    const key = randomBytes(16).toString('base64');
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    await client.#hears('"sid"');
    client.#send(`40/tracking,${JSON.stringify({ token })}`);
    await client.#hears('40/tracking,');
    client.#send('42/tracking,1["follow",{}]');
    await client.#hears('43/tracking,1');
    tcp.pause();
    // Pongs to pings that it never hears: what ends it is to be its deafness, and not a heart that stopped.
    client.#heart = setInterval(() => {
      client.#send('3');
    }, 5_000);
    return client;
  }

  end(): void {
    clearInterval(this.#heart);
    this.tcp.destroy();
  }

  #hears(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const listen = (data: Buffer): void => {
        if (!data.toString('latin1').includes(text)) return;
        this.tcp.off('data', listen);
        resolve();
      };
      this.tcp.on('data', listen).once('close', () => {
        reject(new Error(`the gateway hung up before ${text}`));
      });
    });
  }

  /** One masked text frame of at most 64 kB; a mask of zeroes leaves the text as it is. */
  #send(text: string): void {
    const payload = Buffer.from(text);
    const length =
      payload.length < 126
        ? [0x80 | payload.length]
        : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
    this.tcp.write(Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]));
  }
}
