import type { Server as HttpServer } from 'node:http';
import type { INestApplication, WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';
import {
  type ClientNamespace,
  type ClientServer,
  type ClientSocket,
  Namespaces,
} from '../socket/client-socket.ts';
import { FloodGate } from '../socket/flood-gate.ts';
import { FrontDoor } from '../socket/front-door.ts';
import { Curfew } from './curfew.ts';
import { Greeter } from './greeter.ts';

type Made = ReturnType<IoAdapter['create']>;

/** Clients send ids and cursors: their frames are tiny. In bytes. */
const biggestFrame = 16_384;

/**
 * Socket.IO as the gateway uses it, on the application's HTTP server: `app.useWebSocketAdapter(new SocketAdapter(app))`.
 * - Its own recovery of a connection's state is off: it skips middleware and does not survive a restart. Cursors do.
 * - No compression: it costs hundreds of kilobytes a connection for frames of a few hundred bytes.
 * - Any page may poll, since a tracker stands on the restaurant's own site and no cookie is involved. Which token a page
 *   may use is judged in the handshake.
 */
export class SocketAdapter extends IoAdapter {
  readonly #app: INestApplication;

  constructor(app: INestApplication) {
    super(app);
    this.#app = app;
  }

  override create(port: number, options?: Parameters<IoAdapter['create']>[1]): Made {
    const made: unknown = super.create(port, options);
    if (!(made instanceof Server)) this.#guard(made as ClientNamespace);
    return made as Made;
  }

  /** Without the streams that Nest makes of each event of each socket, which take eight kilobytes a socket: handlers here answer by themselves. */
  override bindMessageHandlers(socket: ClientSocket, handlers: readonly WsMessageHandler[]): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...sent: unknown[]) => {
        const payload: { readonly data: unknown; readonly ack?: unknown } = this.mapPayload(
          sent.length > 1 ? sent : sent[0],
        );
        void callback(payload.data, payload.ack);
      });
    }
  }

  /** A server of the same Socket.IO that the rest of the gateway is typed by. */
  override createIOServer(): ReturnType<IoAdapter['createIOServer']> {
    const [door, gate] = [
      this.#app.get(FrontDoor, { strict: false }),
      this.#app.get(FloodGate, { strict: false }),
    ];
    const server: ClientServer = new Server(this.httpServer as HttpServer, socketOptions(door));
    server.use((_socket, next) => {
      next(new Error('Invalid namespace'));
    });
    server.engine.on('connection', (connection: ClientSocket['conn']) => {
      connection.once('close', door.enter(connection.request));
      gate.watch(connection);
    });
    const made: unknown = server;
    return made as ReturnType<IoAdapter['createIOServer']>;
  }

  #guard(namespace: ClientNamespace): void {
    this.#app.get(Namespaces, { strict: false }).add(namespace);
    namespace.use(this.#app.get(Greeter, { strict: false }).greet);
    namespace.on('connection', this.#app.get(Curfew, { strict: false }).begin);
  }
}

const socketOptions = (door: FrontDoor): Partial<ServerOptions> => ({
  path: '/socket.io',
  serveClient: false,
  transports: ['websocket', 'polling'],
  perMessageDeflate: false,
  maxHttpBufferSize: biggestFrame,
  allowRequest: door.judge,
  cors: { origin: '*' },
  connectTimeout: 10_000,
  pingInterval: 15_000,
  pingTimeout: 10_000,
});
