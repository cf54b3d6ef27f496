import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { v7 as newId } from 'uuid';
import {
  type Attention,
  type BoardNotice,
  internalPaths,
  orderAttentionSchema,
  type Pace,
  paceSchema,
  SocketNamespace,
} from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { Gate, GatewayWorld, type Heard, heardBy } from './gateway-world.ts';

let world: GatewayWorld;
let restaurantId: string;
let elsewhere: string;
beforeEach(async () => {
  world = await GatewayWorld.open();
  [restaurantId, elsewhere] = [newId(), newId()];
});
afterEach(() => world.close());

interface OpenBoard {
  readonly socket: Socket;
  readonly heard: readonly Heard[];
}

async function boardOf(restaurant_id: string): Promise<OpenBoard> {
  const claims = { sub: newId(), kind: 'staff', role: 'cashier', restaurant_id };
  const socket = world.client(SocketNamespace.Board, await world.orders.accessToken(claims));
  const heard = heardBy(socket);
  await eventually(() => socket.connected, 'the board');
  return { socket, heard };
}

/** Once `orders` has been asked for notices: what is told from then on reaches this board. */
async function board(of = restaurantId): Promise<OpenBoard> {
  const open = await boardOf(of);
  await asked(internalPaths.boardNotices);
  return open;
}

/** Once `orders` has been asked so often from now on, in vain too. */
async function asked(path: string, times = 1): Promise<void> {
  let seen = 0;
  world.orders.hold = (asked) => {
    if (asked === path) seen += 1;
    return Promise.resolve();
  };
  await eventually(() => seen >= times, `${path} asked for ${String(times)} times`);
}

function tell(notice: Omit<BoardNotice, 'notice_id' | 'restaurant_id'>, of = restaurantId): void {
  world.orders.notices.push({ notice_id: newId(), restaurant_id: of, ...notice } as BoardNotice);
}
const tellPace = (content: Pace, of = restaurantId): void => {
  tell({ kind: 'pace', content }, of);
};
const since = '2026-03-01T12:00:00.000Z';
const attention = (order_id: string, ...kinds: Attention[]) => ({ order_id, attention: kinds, since });

const told = (heard: readonly Heard[]): Heard[] =>
  heard.filter(({ event }) => event === 'pace.changed' || event === 'order.attention');

describe('What boards are told beside the changes of orders', () => {
  it('reaches each board of the restaurant once, in order, and no other’s', async () => {
    const [one, two, other] = [await board(), await board(), await board(elsewhere)];
    const order = newId();
    const pace: Pace = { mode: 'busy', extra_minutes: 15, until: since, reason: 'a bus' };
    tell({ kind: 'attention', content: attention(order, 'overdue', 'uncollected') });
    tellPace(pace);
    tell({ kind: 'attention', content: attention(order) });
    tellPace({ mode: 'paused' }, elsewhere);
    await eventually(() => told(other.heard).length > 0, 'the pace elsewhere');
    await asked(internalPaths.boardNotices, 2);
    const all = [
      { event: 'order.attention', value: attention(order, 'overdue', 'uncollected') },
      { event: 'pace.changed', value: pace },
      { event: 'order.attention', value: attention(order) },
    ];
    expect([told(one.heard), told(two.heard)]).toEqual([all, all]);
    expect(told(other.heard)).toEqual([{ event: 'pace.changed', value: { mode: 'paused' } }]);
    for (const { event, value } of told(one.heard))
      (event === 'pace.changed' ? paceSchema : orderAttentionSchema).strict().parse(value);
  });

  it('is asked for while a board is open, and not for those who follow one order', async () => {
    const { noticeCursors } = world.orders;
    const { order_id } = world.orders.place({ restaurant_id: restaurantId }).data;
    await world.connect(SocketNamespace.Tracking, world.orders.trackingToken(order_id));
    await asked(internalPaths.endedSessions, 2);
    expect(noticeCursors).toEqual([]);
    const { socket } = await board();
    socket.disconnect();
    await asked(internalPaths.endedSessions, 2);
    const before = noticeCursors.length;
    await asked(internalPaths.endedSessions, 2);
    expect(noticeCursors).toHaveLength(before);
    await board();
    expect(noticeCursors[before]).toBeUndefined();
    expect(noticeCursors.length).toBeGreaterThan(before);
  });

  it('is caught up with once orders is back, and what was told before does not come again', async () => {
    const { heard } = await board();
    tellPace({ mode: 'busy', extra_minutes: 5 });
    await eventually(() => told(heard).length === 1, 'the first');
    world.orders.away = true;
    tellPace({ mode: 'paused' });
    tellPace({ mode: 'open' });
    await asked(internalPaths.boardNotices, 2);
    expect(told(heard)).toHaveLength(1);
    world.orders.away = false;
    await eventually(() => told(heard).length >= 3, 'the others');
    expect(told(heard).map(({ value }) => (value as Pace).mode)).toEqual(['busy', 'paused', 'open']);
  });

  it('is told to a board that comes while orders is being asked', async () => {
    const first = await board();
    const gate = new Gate();
    world.orders.hold = (path) => (path === internalPaths.boardNotices ? gate.pass() : Promise.resolve());
    await gate.reached;
    const second = await boardOf(restaurantId);
    tellPace({ mode: 'paused' });
    gate.open();
    await eventually(() => told(second.heard).length === 1, 'the pace at the second');
    expect(told(first.heard)).toEqual(told(second.heard));
  });

  it('is passed over where this release does not know it, and the rest is told', async () => {
    const { heard } = await board();
    tell({ kind: 'call', content: { for: 'waiter' } } as unknown as BoardNotice);
    tellPace({ mode: 'paused' });
    await eventually(() => told(heard).length > 0, 'what is known');
    expect(told(heard)).toEqual([{ event: 'pace.changed', value: { mode: 'paused' } }]);
  });
});
