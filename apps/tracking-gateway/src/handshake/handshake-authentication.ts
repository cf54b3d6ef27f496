import { Injectable } from '@nestjs/common';
import { OrdersUnavailableError } from '#libs/orders-client';
import { traceIdOf, inTrace } from '#libs/service-kit';
import { type ClientSocket, cut, endConnection, Refusals } from '../sockets/index.ts';
import { ConnectionAdmission } from './connection-admission.ts';
import { TokenAuthentication } from './token-authentication.ts';

type Next = (error?: Error & { data?: unknown }) => void;

/**
 * Asks whoever connects to a namespace for a token. Nest has no guard that runs before the connection is
 * made.
 */
@Injectable()
export class HandshakeAuthentication {
  /** Of each connection the names of the namespaces that it is in: nearly always one. */
  readonly #inside = new WeakMap<ClientSocket['conn'], readonly string[]>();

  constructor(
    private readonly tokens: TokenAuthentication,
    private readonly admission: ConnectionAdmission,
    private readonly refusals: Refusals,
  ) {}

  /**
   * A Socket.IO middleware. Who cannot be judged now, or asks too often, loses the connection and comes back
   * by itself; a refusal would be final. A namespace is entered once by each connection: Socket.IO would make
   * another socket each time it is asked to, and close none of them.
   */
  readonly authenticate = (socket: ClientSocket, next: Next): void => {
    if (this.admission.isTooSoon(socket.request)) endConnection(socket.conn);
    else if (this.#isFirst(socket))
      inTrace(traceIdOf(socket.handshake.headers['traceparent']), () => {
        this.#judge(socket, next);
      });
    else cut(socket.conn);
  };

  #isFirst(socket: ClientSocket): boolean {
    const inside = this.#inside.get(socket.conn) ?? [];
    if (inside.includes(socket.nsp.name)) return false;
    this.#inside.set(socket.conn, [...inside, socket.nsp.name]);
    return true;
  }

  #leave({ conn, nsp }: ClientSocket): void {
    this.#inside.set(
      conn,
      (this.#inside.get(conn) ?? []).filter((name) => name !== nsp.name),
    );
  }

  #judge(socket: ClientSocket, next: Next): void {
    this.tokens.authenticate(socket, socket.handshake.auth).then(
      (visitor) => {
        Object.assign(socket.data, { visitor, orders: new Set<string>() });
        socket.once('disconnect', () => {
          this.#leave(socket);
        });
        next();
      },
      (error: unknown) => {
        this.#leave(socket);
        const refusal = this.#refusal(error);
        if (error instanceof OrdersUnavailableError) endConnection(socket.conn);
        else next(refusal);
      },
    );
  }

  #refusal(error: unknown): Error {
    const problem = this.refusals.problemFrom(error);
    return Object.assign(new Error(problem.title), { data: problem });
  }
}
