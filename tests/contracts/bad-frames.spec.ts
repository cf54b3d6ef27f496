import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  followAnswerSchema,
  type Order,
  type Problem,
  problemSchema,
  SocketEvent,
  unfollowAnswerSchema,
} from '#libs/contracts';
import type { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Screen } from '../support/screens.ts';
import { rivalManager, World } from './contract-world.ts';

let world: World;
let cashier: Api;
let customer: Api;
let order: Order;
const opened: Socket[] = [];

beforeAll(async () => {
  world = await World.open();
  [cashier, customer] = [await world.as('cashier'), await world.as('customer')];
  order = await customer.place();
});
afterAll(async () => {
  for (const socket of opened) socket.disconnect();
  await world.close();
});

function dial(namespace: string, auth: object | undefined): Socket {
  const socket = io(world.url + namespace, {
    ...(auth === undefined ? {} : { auth: { ...auth } }),
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  opened.push(socket);
  return socket;
}

async function connected(token: string | undefined, namespace = '/tracking'): Promise<Socket> {
  const socket = dial(namespace, { token });
  await eventually(() => socket.connected, 'the connection');
  return socket;
}

/** What a refused handshake brings; throws where the door opened. */
function refused(namespace: string, auth: object | undefined): Promise<Problem> {
  const socket = dial(namespace, auth);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      reject(new Error('the door opened'));
    });
    socket.once('connect_error', (error) => {
      const read = problemSchema.safeParse('data' in error ? error.data : undefined);
      if (read.success) resolve(read.data);
      else reject(new Error(`not a problem: ${error.message}`));
    });
  });
}

async function askFor(
  socket: Socket,
  event: 'follow' | 'unfollow',
  ...payload: readonly unknown[]
): Promise<Problem | undefined> {
  const raw: unknown = await socket.timeout(5_000).emitWithAck(event, ...payload);
  const answer = event === 'follow' ? followAnswerSchema.parse(raw) : unfollowAnswerSchema.parse(raw);
  return answer.ok ? undefined : answer.problem;
}

const bottomless = (depth: number): unknown => (depth === 0 ? 1 : [bottomless(depth - 1)]);
const garbage: readonly unknown[] = [
  null,
  true,
  5,
  'order',
  [],
  [[]],
  {},
  { order_id: null },
  { order_id: 5 },
  { order_id: '' },
  { order_id: 'x' },
  { order_id: "' OR 1=1 --" },
  { order_id: '\u0000' },
  { order_id: '\ud800' },
  { order_id: 'x'.repeat(10_000) },
  { order_id: ['a'] },
  { order_id: { $ne: 1 } },
  JSON.parse('{"__proto__":{"order_id":"x"}}'),
  { order_id: randomUUID(), since: -1 },
  { order_id: randomUUID(), since: 1.5 },
  { order_id: randomUUID(), since: '1' },
  { order_id: randomUUID(), since: null },
  { order_id: randomUUID(), since: 1e308 },
  { order_id: randomUUID(), since: [] },
  Buffer.from('order'),
  { order_id: Buffer.from('x') },
  bottomless(500),
];

describe('The door of the sockets', () => {
  it.each(['/tracking', '/board'])('of %s stays shut without a token', async (namespace) => {
    for (const auth of [
      undefined,
      {},
      { token: '' },
      { token: 5 },
      { token: null },
      { token: ['a'] },
      { token: 'x'.repeat(5_000) },
      { Token: cashier.token },
    ]) {
      expect(await refused(namespace, auth)).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
  });

  it('of the board opens for staff alone', async () => {
    for (const caller of [customer, cashier.guest(order)])
      expect(await refused('/board', { token: caller.token })).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
    expect((await connected((await world.as('kitchen')).token, '/board')).connected).toBe(true);
  });
});

describe('Whatever a socket says', () => {
  it('it is told what is wrong with it, and may go on', async () => {
    const socket = await connected(cashier.token);
    for (const payload of garbage)
      expect([payload, (await askFor(socket, 'follow', payload))?.code]).toEqual([
        payload,
        'invalid_request',
      ]);
    for (const payload of [5, 'x', [], { order_id: 'x' }, { order_id: null }, {}])
      expect([payload, (await askFor(socket, 'unfollow', payload))?.code]).toEqual([
        payload,
        'invalid_request',
      ]);
    expect((await askFor(socket, 'follow'))?.code).toBe('invalid_request');
    expect(await askFor(socket, 'follow', { order_id: order.order_id })).toBeUndefined();
  });

  it('a cursor ahead of the order, or far ahead, is not an error', async () => {
    const socket = await connected(cashier.token);
    for (const since of [0, 1, 2, Number.MAX_SAFE_INTEGER])
      expect(await askFor(socket, 'follow', { order_id: order.order_id, since })).toBeUndefined();
  });

  it('a message that nobody knows, or that wants no answer, is passed over', async () => {
    const socket = await connected(cashier.token);
    for (const event of [
      'nothing',
      'order.changed',
      'order.placed',
      'draining',
      '__proto__',
      'constructor',
      '',
      'x'.repeat(1_000),
    ])
      socket.emit(event, { order_id: order.order_id });
    for (const payload of garbage)
      socket.emit(SocketEvent.Follow, payload).emit(SocketEvent.Unfollow, payload);
    expect(await askFor(socket, 'follow', { order_id: order.order_id })).toBeUndefined();
    expect(socket.connected).toBe(true);
  });

  it('a huge message costs the sender the connection, and no one else anything', async () => {
    const screen = await Screen.open(world.url, cashier.token ?? '', order.order_id);
    const socket = await connected(cashier.token);
    socket.emit(SocketEvent.Follow, { order_id: 'x'.repeat(2_000_000) }, () => undefined);
    await eventually(() => !socket.connected, 'the end of the connection');
    await cashier.move(order.order_id, 'confirmed');
    expect((await screen.frame(2)).status).toBe('confirmed');
    screen.close();
  });

  it('nobody can tell a hidden order from none, or from one that is not theirs', async () => {
    const foreign = await (await world.as(rivalManager)).place();
    const others = await (await world.as('other-customer')).place();
    const asks: readonly (readonly [Api, string])[] = [
      [cashier, randomUUID()],
      [cashier, foreign.order_id],
      [customer, randomUUID()],
      [customer, foreign.order_id],
      [customer, others.order_id],
      [customer.guest(order), others.order_id],
      [customer.guest(order), foreign.order_id],
      [customer.guest(order), randomUUID()],
    ];
    const answers = await Promise.all(
      asks.map(async ([caller, order_id]) => askFor(await connected(caller.token), 'follow', { order_id })),
    );
    const same = answers.map((problem) => JSON.stringify({ ...problem, trace_id: '' }));
    expect(new Set(same).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, code: 'order_not_found' });
  });

  it('the order of a link needs no name', async () => {
    const socket = await connected(customer.guest(order).token);
    for (const payload of [undefined, {}, { since: 0 }])
      expect(await askFor(socket, 'follow', ...(payload === undefined ? [] : [payload]))).toBeUndefined();
  });
});
