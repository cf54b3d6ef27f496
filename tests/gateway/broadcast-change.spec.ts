import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { boardOrderSchema, internalPaths, orderChangedSchema, SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { Gate, GatewayWorld } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open();
});
afterEach(() => world.close());

async function openBoard(restaurant_id = restaurant): Promise<Socket> {
  return world.connect(
    '/board',
    await world.orders.accessToken({
      sub: crypto.randomUUID(),
      kind: 'staff',
      role: 'kitchen',
      restaurant_id,
    }),
  );
}

/** All that a board is shown, as "event order version", in the order in which it came. */
function seenBy(board: Socket): string[] {
  const seen: string[] = [];
  board.on(SocketEvent.OrderPlaced, (order: unknown) => {
    const { order_id, version, status } = boardOrderSchema.strict().parse(order);
    seen.push(`placed ${order_id} ${String(version)} ${status}`);
  });
  board.on(SocketEvent.OrderChanged, (frame: unknown) => {
    const { order_id, version, status } = orderChangedSchema.parse(frame);
    seen.push(`changed ${order_id} ${String(version)} ${status}`);
  });
  return seen;
}

describe('the board of a restaurant', () => {
  it('shows a new order before its changes, while other orders do not wait for it', async () => {
    const seen = seenBy(await openBoard());
    const slow = world.orders.place({ restaurant_id: restaurant });
    const other = world.orders.place({ restaurant_id: restaurant });
    const [slowId, otherId] = [slow.data.order_id, other.data.order_id];
    const late = new Gate();
    world.orders.hold = (path) =>
      path === `${internalPaths.boardOrders}/${slowId}` ? late.pass() : Promise.resolve();
    await world.publish(
      slow,
      world.orders.change(slowId, { status: 'confirmed' }),
      other,
      world.orders.change(otherId, { status: 'cooking' }),
    );
    await late.reached;
    await eventually(() => seen.length === 2, 'the other order on the board');
    late.open();
    await eventually(() => seen.length === 4, 'both orders on the board');
    expect(seen).toEqual([
      `placed ${otherId} 1 pending`,
      `changed ${otherId} 2 cooking`,
      `placed ${slowId} 1 pending`,
      `changed ${slowId} 2 confirmed`,
    ]);
  });

  it('shows a new order once orders can be asked again', async () => {
    const seen = seenBy(await openBoard());
    const placed = world.orders.place({ restaurant_id: restaurant });
    const id = placed.data.order_id;
    world.orders.away = true;
    await world.publish(placed, world.orders.change(id, { status: 'confirmed' }));
    world.orders.away = false;
    await eventually(() => seen.length === 2, 'the order and its change');
    expect(seen).toEqual([`placed ${id} 1 pending`, `changed ${id} 2 confirmed`]);
  });

  it('never shows an order of another restaurant', async () => {
    const [own, rival] = [seenBy(await openBoard()), seenBy(await openBoard(crypto.randomUUID()))];
    const placed = world.orders.place({ restaurant_id: restaurant });
    await world.publish(placed, world.orders.change(placed.data.order_id, { status: 'confirmed' }));
    await eventually(() => own.length === 2, 'the order on its own board');
    expect(rival).toEqual([]);
  });

  it('drops what it was shown before, and fills a hole that the log left', async () => {
    const seen = seenBy(await openBoard());
    const placed = world.orders.place({ restaurant_id: restaurant });
    const id = placed.data.order_id;
    await world.publish(placed, placed);
    world.orders.change(id, { status: 'confirmed' });
    const cooking = world.orders.change(id, { status: 'cooking' });
    await world.publish(placed, cooking, cooking);
    await eventually(() => seen.length === 3, 'all versions');
    expect(seen).toEqual([`placed ${id} 1 pending`, `changed ${id} 2 confirmed`, `changed ${id} 3 cooking`]);
  });

  it('is not asked about where nobody looks', async () => {
    const asked: string[] = [];
    world.orders.hold = (path) => {
      asked.push(path);
      return Promise.resolve();
    };
    await world.publish(world.orders.place({ restaurant_id: restaurant }));
    const seen = seenBy(await openBoard());
    const second = world.orders.place({ restaurant_id: restaurant });
    await world.publish(second);
    await eventually(() => seen.length === 1, 'the order that was placed while someone looks');
    expect(asked.filter((path) => path.startsWith(internalPaths.boardOrders))).toEqual([
      `${internalPaths.boardOrders}/${second.data.order_id}`,
    ]);
  });
});
