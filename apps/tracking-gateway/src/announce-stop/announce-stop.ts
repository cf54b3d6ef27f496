import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SocketEvent } from '#libs/contracts';
import { cut } from '../socket/connection.ts';
import type { ClientSocket, Namespaces } from '../socket/client-socket.ts';
import type { FrontDoor } from '../socket/front-door.ts';

/** Over how long clients are asked to spread their return, in milliseconds. */
const spreadMs = 5_000;
/** How long a client may take to read the announcement, in milliseconds. */
const graceMs = 1_000;

/**
 * Before a planned stop: tells every client when to come back, each at another time, then lets nobody in and closes the
 * connections. They are closed below Socket.IO, since a client takes its "disconnect" as a wish never to see it again.
 */
export class AnnounceStop {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly door: FrontDoor,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    const { sockets } = this.namespaces;
    for (const socket of sockets)
      socket.emit(SocketEvent.Draining, { reconnect_in_ms: randomInt(spreadMs + 1) });
    this.door.close();
    for (const { conn } of sockets) conn.close();
    await this.#gone(sockets);
    for (const { conn } of sockets) if (conn.readyState !== 'closed') cut(conn);
  }

  async #gone(sockets: readonly ClientSocket[]): Promise<void> {
    const until = performance.now() + graceMs;
    while (performance.now() < until && sockets.some(({ conn }) => conn.readyState !== 'closed'))
      await setTimeout(20);
  }
}
