import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Post, ServiceUnavailableException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { SocketNamespace } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { GatewayWorld } from './gateway-world.ts';

const root = join(import.meta.dirname, '../..');
/** In seconds: a slow machine renews well within it. */
const tokenLife = 3;
const device = {
  sub: crypto.randomUUID(),
  kind: 'device',
  role: 'device',
  restaurant_id: crypto.randomUUID(),
  scope: 'orders:read',
};
let world: GatewayWorld;
let sample: ChildProcess | undefined;
let isClosed = false;
/** How many tokens were given out. */
let issued = 0;
/** How many sockets were let in on boards. */
let letIn = 0;

/** The one route of the API that the sample asks, with tokens that end soon. */
@Controller('/api/v1/auth/token')
class ShortTokens {
  @Post()
  @RouteConfig({ form: true })
  async issue(): Promise<object> {
    if (isClosed) throw new ServiceUnavailableException();
    issued += 1;
    return {
      access_token: await world.orders.accessToken(device, { expiresInS: tokenLife }),
      expires_in: tokenLife,
    };
  }
}

/** Stands on the board beside the gateway's own, and counts who comes. */
@WebSocketGateway({ namespace: SocketNamespace.Board })
class DoorCount implements OnGatewayConnection {
  handleConnection(): void {
    letIn += 1;
  }
}

beforeEach(async () => {
  [isClosed, issued, letIn] = [false, 0, 0];
  world = await GatewayWorld.open({}, { controllers: [ShortTokens], gateways: [DoorCount] });
});
afterEach(async () => {
  sample?.kill();
  await world.close();
});

/** As it is printed in the guide. */
async function guideSample(): Promise<string> {
  const guide = await readFile(join(root, 'docs/pos-developers.md'), 'utf8');
  const printed = [...guide.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const found = printed.find((code) => code.includes('/board`'));
  if (found === undefined) throw new Error('the guide has no client for the board');
  return found;
}

async function run(
  code: string,
): Promise<{ readonly out: () => readonly string[]; readonly err: () => string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    env: { PATH: process.env['PATH'], PASSLINE: world.url, CLIENT_ID: 'pos-1', CLIENT_SECRET: 'secret' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  sample = child;
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  await once(child, 'spawn');
  return { out: () => out.trim().split('\n'), err: () => err };
}

/** How many sockets stand on boards now. */
const boards = async (): Promise<number> =>
  Number(/sockets\{namespace="\/board"\} (\d+)/.exec(await world.metrics())?.[1] ?? 0);

it('the guide’s client follows its restaurant on, whatever becomes of its tokens', async () => {
  const { out, err } = await run(await guideSample());
  await eventually(async () => (await boards()) === 1, 'the client on the board');
  const { order_id: id } = world.orders.place({ restaurant_id: device.restaurant_id }).data;
  const says = async (status: 'confirmed' | 'preparing' | 'cooking' | 'ready', version: number) => {
    await world.publish(world.orders.change(id, { status }));
    await eventually(
      () => out().includes(`${id} ${String(version)} ${status}`),
      `${status} in the client's log`,
    );
  };
  await says('confirmed', 2);
  // Its tokens end one after the other, on the one connection and without a word of trouble.
  const [issuedBefore, wanted] = [issued, 3];
  await eventually(() => issued - issuedBefore >= wanted, 'several tokens', 30_000);
  expect([await boards(), letIn, err()]).toEqual([1, 1, '']);
  await says('preparing', 3);
  isClosed = true;
  await eventually(async () => (await boards()) === 0, 'the client shut out', 20_000);
  isClosed = false;
  await eventually(async () => (await boards()) === 1, 'the client back by itself', 15_000);
  await says('cooking', 4);
  expect(sample?.exitCode).toBeNull();
}, 120_000);
