import type { Server as HttpServer } from 'node:http';
import type { INestApplication, Type, WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';
import { type ClientNamespace, type ClientServer, type ClientSocket, Namespaces } from '../sockets/index.ts';
import { ConnectionAdmission } from './connection-admission.ts';
import { type Acknowledge, type AnswersOf, sendReturned } from './handler-answers.ts';
import { HandshakeAuthentication } from './handshake-authentication.ts';
import { PacketLimit } from './packet-limit.ts';
import { SocketExpiry } from './socket-expiry.ts';
import { TokenRenewal } from './token-renewal.ts';

type Made = ReturnType<IoAdapter['create']>;

/** Clients send ids and cursors: their frames are tiny. In bytes. */
const biggestFrame = 16_384;

/**
 * Socket.IO as the gateway uses it, on the application's HTTP server: `app.useWebSocketAdapter(new
 * SocketAdapter(app))`.
 * - Its own recovery of a connection's state is off: it skips middleware and does not survive a restart.
 *   Cursors do.
 * - No compression: it costs hundreds of kilobytes a connection for frames of a few hundred bytes.
 * - Any page may poll, since a tracker stands on the restaurant's own site and no cookie is involved. Which
 *   token a page may use is judged in the handshake.
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

  /**
   * Without the streams that Nest makes of each event of each socket, which take eight kilobytes a socket. A
   * handler's answer is made one only where it returns something; those of the gateway answer by themselves.
   */
  override bindMessageHandlers(
    socket: ClientSocket,
    handlers: readonly WsMessageHandler[],
    answersOf: AnswersOf,
  ): void {
    for (const { message, callback, isAckHandledManually } of handlers) {
      socket.on(message, async (...sent: unknown[]) => {
        const payload = this.mapPayload(sent.length > 1 ? sent : sent[0]);
        const acknowledge = isAckHandledManually ? undefined : (payload.ack as Acknowledge | undefined);
        try {
          await sendReturned(socket, await callback(payload.data, payload.ack), answersOf, acknowledge);
        } catch (error) {
          this.logger.error(error);
        }
      });
    }
  }

  /** A server of the same Socket.IO that the rest of the gateway is typed by. */
  override createIOServer(): ReturnType<IoAdapter['createIOServer']> {
    const admission = this.#get(ConnectionAdmission);
    const packetLimit = this.#get(PacketLimit);
    const server: ClientServer = new Server(this.httpServer as HttpServer, socketOptions(admission));
    server.use((_socket, next) => {
      next(new Error('Invalid namespace'));
    });
    server.engine.on('connection', (connection: ClientSocket['conn']) => {
      connection.once('close', admission.count(connection.request));
      packetLimit.watch(connection);
    });
    const made: unknown = server;
    return made as ReturnType<IoAdapter['createIOServer']>;
  }

  /** Once for each namespace: Nest asks for it again for each gateway that stands in it. */
  #guard(namespace: ClientNamespace): void {
    const namespaces = this.#get(Namespaces);
    if (namespaces.all.includes(namespace)) return;
    namespaces.add(namespace);
    namespace.use(this.#get(HandshakeAuthentication).authenticate);
    namespace.on('connection', this.#get(SocketExpiry).watch);
    namespace.on('connection', this.#get(TokenRenewal).listen);
  }

  #get<T>(provider: Type<T>): T {
    return this.#app.get(provider, { strict: false });
  }
}

const socketOptions = ({ allowRequest }: ConnectionAdmission): Partial<ServerOptions> => ({
  path: '/socket.io',
  serveClient: false,
  transports: ['websocket', 'polling'],
  perMessageDeflate: false,
  maxHttpBufferSize: biggestFrame,
  allowRequest,
  cors: { origin: '*' },
  connectTimeout: 10_000,
  pingInterval: 15_000,
  pingTimeout: 10_000,
});
