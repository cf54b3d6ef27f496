import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { SocketEvent } from '#libs/contracts';
import { stopStep } from '#libs/service-kit';
import type { ClientSocket } from './client-socket.ts';
import { cut } from './connection.ts';
import { Namespaces } from './namespaces.ts';

/** Over how long clients are asked to spread their return, in milliseconds. */
const spreadMs = 5_000;
/** How long a client may take to read the announcement, in milliseconds. */
const graceMs = 1_000;

/**
 * Before a planned stop, when nobody is let in any more: tells every client when to come back, each at
 * another time, and closes the connections. They are closed below Socket.IO, since a client takes its
 * "disconnect" as a wish never to see it again.
 */
@Injectable()
export class AnnounceStop implements BeforeApplicationShutdown {
  constructor(private readonly namespaces: Namespaces) {}

  async beforeApplicationShutdown(): Promise<void> {
    const { sockets } = this.namespaces;
    for (const socket of sockets)
      socket.emit(SocketEvent.Draining, { reconnect_in_ms: randomInt(spreadMs + 1) });
    for (const { conn } of sockets) conn.close();
    await stopStep('the sockets', () => this.#gone(sockets));
    for (const { conn } of sockets) if (conn.readyState !== 'closed') cut(conn);
  }

  async #gone(sockets: readonly ClientSocket[]): Promise<void> {
    const until = performance.now() + graceMs;
    while (performance.now() < until && sockets.some(({ conn }) => conn.readyState !== 'closed'))
      await setTimeout(20);
  }
}
