import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { internalPaths, problemSchema } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { GatewayWorld } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
const minutes = 60;
let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open();
});
afterEach(() => world.close());

const cashier = (sid: string | undefined): Promise<string> =>
  world.orders.accessToken({
    sub: crypto.randomUUID(),
    kind: 'staff',
    role: 'cashier',
    restaurant_id: restaurant,
    ...(sid !== undefined && { sid }),
  });
const link = (): string =>
  world.orders.trackingToken(world.orders.place({ restaurant_id: restaurant }).data.order_id);
const closed = (...sockets: readonly Socket[]): Promise<boolean> =>
  eventually(
    () => sockets.every(({ disconnected }) => disconnected),
    'the sockets of the ended session closed',
  );

/** The code with which a handshake is refused. */
async function refusal(...args: Parameters<GatewayWorld['connect']>): Promise<string> {
  const error: unknown = await world.connect(...args).then(
    () => {
      throw new Error('was let in');
    },
    (thrown: unknown) => thrown,
  );
  return problemSchema.parse(error instanceof Error && 'data' in error ? error.data : error).code;
}

/** Once the gateway has asked so many more times what has ended. */
async function looks(count: number): Promise<void> {
  let seen = 0;
  world.orders.hold = (path) => {
    if (path.startsWith(internalPaths.endedSessions)) seen += 1;
    return Promise.resolve();
  };
  await eventually(() => seen >= count, `${String(count)} looks at what has ended`);
}

describe('A session that ends', () => {
  it("closes its sockets of both namespaces, and nobody else's", async () => {
    const [ended, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const token = await cashier(ended);
    const gone = [await world.connect('/board', token), await world.connect('/tracking', token)];
    const staying = [
      await world.connect('/board', await cashier(other)),
      await world.connect('/board', await cashier(undefined)),
      await world.connect('/tracking', link()),
    ];
    world.orders.endSession(ended);
    await closed(...gone);
    await looks(2);
    expect(staying.map(({ connected }) => connected)).toEqual([true, true, true]);
  });

  it('takes all of its tokens with it at the handshake', async () => {
    const ended = crypto.randomUUID();
    const [first, second] = [await cashier(ended), await cashier(ended)];
    const open = await world.connect('/board', first);
    world.orders.endSession(ended);
    await closed(open);
    expect([await refusal('/board', first), await refusal('/tracking', second)]).toEqual([
      'unauthenticated',
      'unauthenticated',
    ]);
  });

  it('may be that of a link: its guests go, those of another stay', async () => {
    const [dead, alive] = [link(), link()];
    const [gone, staying] = [await world.connect('/tracking', dead), await world.connect('/tracking', alive)];
    world.orders.endSession(world.orders.linkSession(dead));
    await closed(gone);
    await looks(2);
    expect([staying.connected, await refusal('/tracking', dead)]).toEqual([true, 'unauthenticated']);
  });
});

it('ends in a way that lets a client come back by itself and learn why', async () => {
  const ended = crypto.randomUUID();
  const socket = await world.connect('/board', await cashier(ended), { reconnectionDelay: 10 });
  const reason = new Promise((resolve) => socket.once('disconnect', resolve));
  const refused = new Promise((resolve) => socket.once('connect_error', resolve));
  world.orders.endSession(ended);
  expect(await reason).toBe('transport close');
  expect(await refused).toMatchObject({ data: { code: 'unauthenticated' } });
});

describe('A session that ended while nobody could be asked', () => {
  it('loses its sockets once orders is back, and the others stay through it all', async () => {
    const [ended, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const [gone, staying] = [
      await world.connect('/board', await cashier(ended)),
      await world.connect('/board', await cashier(other)),
    ];
    world.orders.away = true;
    world.orders.endSession(ended);
    await looks(3);
    expect([gone.connected, staying.connected]).toEqual([true, true]);
    world.orders.away = false;
    await closed(gone);
    expect(staying.connected).toBe(true);
  });

  it('is known to a gateway that started long after it', async () => {
    const ended = crypto.randomUUID();
    await world.close();
    world = await GatewayWorld.open(
      {},
      {
        before: (orders) => {
          orders.endSession(ended, 14 * minutes);
        },
      },
    );
    expect(await refusal('/board', await cashier(ended))).toBe('unauthenticated');
  });
});
