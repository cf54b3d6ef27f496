import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { stopAwaits } from '../program/stop-steps.ts';

/** Connections of a server, each with the request that it is about. */
export class OpenConnections {
  readonly #requests = new Map<Socket, IncomingMessage | null>();
  #isClosing = false;

  /** Whether the server takes no more connections. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#requests.set(socket, null);
      socket.once('close', () => this.#requests.delete(socket));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#requests.set(socket, request);
      response.once('close', () => {
        if (this.#requests.get(socket) === request) this.#requests.set(socket, null);
      });
    });
    this.#endUnfinishedOnClose(server);
  }

  /** Leaves a connection to whoever speaks something else than HTTP on it. */
  handOver(socket: Socket): void {
    this.#requests.delete(socket);
  }

  /**
   * Whoever closes the server waits for all that is open, Socket.IO before Fastify: so this is done as the
   * server closes, and not by a hook of one of them.
   */
  #endUnfinishedOnClose(server: Server): void {
    const close = server.close.bind(server);
    server.close = (done) => {
      const ended = stopAwaits('requests in hand');
      this.#isClosing = true;
      this.#endUnfinished();
      return close((error) => {
        ended();
        done?.(error);
      });
    };
  }

  /**
   * Hangs up on whoever has not sent a whole request: nothing is lost, and nobody knows when the rest would
   * come.
   */
  #endUnfinished(): void {
    for (const [socket, request] of this.#requests) if (request?.complete !== true) socket.destroy();
  }
}
