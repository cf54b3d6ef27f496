import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { inParallel } from '../load/in-parallel.ts';
import { type Follower, followBySocketIo } from './socket-io-client.ts';
import type { ClientTasks } from './socket-tasks.ts';

/** After a lost connection, in ms, as often as it takes. */
const tryAgainAfter = 100;
/** In ms. */
const patience = 60_000;

const versionIn = /"version":(\d+)/;
const versionOf = (text: Buffer): number => Number(versionIn.exec(text.toString('latin1'))?.[1] ?? 0);

/**
 * Lets all followers come back, in the same moment or so many at a time.
 * @returns the sockets too, for whoever closes them
 */
export async function returnOfAll({
  url,
  followers,
  missed,
  atOnce = followers.length,
}: ClientTasks['comeBack']['input']): Promise<{
  readonly sockets: readonly WebSocket[];
  readonly output: ClientTasks['comeBack']['output'];
}> {
  const began = performance.now();
  const sockets: WebSocket[] = [];
  let tries = 0;
  let behind = 0;
  const comeBack = async (follower: Follower): Promise<void> => {
    const wanted = (follower.since ?? 0) + missed;
    while (performance.now() - began < patience) {
      tries += 1;
      const socket = await caughtUp(url, follower, wanted).catch(() => null);
      if (socket !== null) return void sockets.push(socket);
      await delay(tryAgainAfter);
    }
    behind += 1;
  };
  await inParallel(followers, atOnce, comeBack);
  return { sockets, output: { ms: performance.now() - began, behind, tries } };
}

/** By the answer to `follow`, or by the frames after it. */
async function caughtUp(url: string, follower: Follower, wanted: number): Promise<WebSocket> {
  const arrived = Promise.withResolvers<undefined>();
  const look = (text: Buffer): void => {
    if (versionOf(text) >= wanted) arrived.resolve(undefined);
  };
  const socket = await followBySocketIo(url, follower, look, look);
  const late = setTimeout(() => {
    arrived.reject(new Error('it was not caught up in time'));
  }, patience);
  await arrived.promise.finally(() => {
    clearTimeout(late);
  });
  return socket;
}
