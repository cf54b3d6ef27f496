import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, problemSchema, trackingLinkSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Board, Screen } from '../support/screens.ts';
import { orders, World } from '../contracts/contract-world.ts';
import { realSigner } from '../contracts/forged-tokens.ts';
import { atWork, deviceApi, devicesPath, register, staffPath } from './administration-world.ts';

let world: World;
let manager: Api;
let order: Order;
beforeAll(async () => {
  world = await World.open();
  manager = await world.as('manager');
  order = await manager.place();
});
afterAll(() => world.close());

type Open = Board | Screen;

const tokenOf = ({ token = '' }: Api): string => token;
const board = (of: Api): Promise<Board> => Board.open(world.url, tokenOf(of));
const screen = (of: Api): Promise<Screen> => Screen.open(world.url, tokenOf(of), order.order_id);
const linkPath = (): string => `${orders}/${order.order_id}/link/`;

/** A guest by the link that the order has from now on. */
async function newGuest(): Promise<Api> {
  const { tracking_url } = trackingLinkSchema.parse((await manager.post(linkPath())).body);
  return manager.guest({ ...order, tracking_url: tracking_url ?? '' });
}

/** Closes what is open at the end, too, so that the next rule begins without it. */
async function closedInTime(gone: readonly Open[], staying: readonly Open[]): Promise<void> {
  await eventually(
    () => gone.every(({ socket }) => socket.disconnected),
    'the open sockets to be closed',
    1_000,
  );
  expect(staying.map(({ socket }) => socket.connected)).toEqual(staying.map(() => true));
  for (const open of staying) open.close();
}

/** The code with which the next handshake is refused. */
async function refusedBy(opening: Promise<Open>): Promise<string> {
  const error: unknown = await opening.then(
    () => {
      throw new Error('was let in');
    },
    (thrown: unknown) => thrown,
  );
  return problemSchema.parse(error instanceof Error && 'data' in error ? error.data : error).code;
}

describe('An access token that expires', () => {
  it('takes its open sockets with it, and those of nobody else', async () => {
    const sign = await realSigner(world);
    const expiring = new Api(
      world.url,
      await sign({ ...decodeJwt(tokenOf(manager)), exp: Math.floor(Date.now() / 1_000) + 3 }),
    );
    const [gone, staying] = [
      [await board(expiring), await screen(expiring)],
      [await board(manager), await screen(await newGuest())],
    ];
    await eventually(
      () => gone.every(({ socket }) => socket.disconnected),
      'the sockets to be closed',
      4_000,
    );
    await closedInTime(gone, staying);
    expect(await refusedBy(board(expiring))).toBe('unauthenticated');
  });
});

describe('Open sockets close within a second, and the next handshake is refused', () => {
  it('when a person is shut out', async () => {
    const { hired, api } = await atWork(manager);
    const colleague = (await atWork(manager)).api;
    const [gone, staying] = [
      [await board(api), await screen(api)],
      [await board(colleague), await screen(await newGuest())],
    ];
    expect((await manager.send('PATCH', `${staffPath}/${hired.user_id}`, { disabled: true })).status).toBe(
      200,
    );
    await closedInTime(gone, staying);
    expect(await refusedBy(board(api))).toBe('unauthenticated');
  });

  it('when a device is revoked', async () => {
    const [lost, kept] = [await register(manager), await register(manager)];
    const [till, other] = [await deviceApi(world.url, lost), await deviceApi(world.url, kept)];
    const [gone, staying] = [
      [await board(till), await screen(till)],
      [await board(other), await board(manager)],
    ];
    expect((await manager.send('DELETE', `${devicesPath}/${lost.device_id}`)).status).toBe(200);
    await closedInTime(gone, staying);
    expect(await refusedBy(board(till))).toBe('unauthenticated');
  });

  it('when a link is withdrawn', async () => {
    const guest = await newGuest();
    const gone = [await screen(guest), await screen(guest)];
    const staying = [await screen(manager), await board(manager)];
    expect((await manager.send('DELETE', linkPath())).status).toBe(200);
    await closedInTime(gone, staying);
    expect(await refusedBy(board(guest))).toBe('unauthenticated');
  });

  it('when a link is replaced, while whoever has the new one is let in', async () => {
    const before = await newGuest();
    const gone = [await screen(before)];
    const after = await newGuest();
    await closedInTime(gone, [await screen(after), await screen(manager)]);
    expect(await refusedBy(board(before))).toBe('unauthenticated');
  });
});
