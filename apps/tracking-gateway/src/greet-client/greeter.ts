import { type Caller, handshakeSchema, Scope } from '#libs/contracts';
import { OrdersUnavailableError, ProblemError, traceIdOf, withinTrace } from '#libs/service-kit';
import { isTrackingToken } from '../account/tracking-links.ts';
import type { Visitor } from '../account/visitor.ts';
import type { Visitors } from '../account/visitors.ts';
import { boardNamespace, type ClientSocket, trackingNamespace } from '../socket/client-socket.ts';
import { cut } from '../socket/connection.ts';
import type { FrontDoor } from '../socket/front-door.ts';
import type { Refusals } from '../socket/refusals.ts';
import type { EndedSessions } from './ended-sessions.ts';
import { mayUseAccessToken } from './origins.ts';

type Next = (error?: Error & { data?: unknown }) => void;

/** Asks whoever connects to a namespace for a token. Nest has no guard that runs before the connection is made. */
export class Greeter {
  readonly #inside = new WeakMap<ClientSocket['conn'], Set<string>>();

  constructor(
    private readonly visitors: Visitors,
    private readonly endedSessions: EndedSessions,
    private readonly door: FrontDoor,
    private readonly trustedOrigins: readonly string[],
    private readonly refusals: Refusals,
  ) {}

  /**
   * A Socket.IO middleware. Who cannot be judged now, or asks too often, loses the connection and comes back by itself; a refusal would be final.
   * A namespace is entered once by each connection: Socket.IO would make another socket each time it is asked to, and close none of them.
   */
  readonly greet = (socket: ClientSocket, next: Next): void => {
    if (this.door.isTooSoon(socket.request)) socket.conn.close();
    else if (this.#isFirst(socket))
      withinTrace(traceIdOf(socket.handshake.headers['traceparent']), () => {
        this.#judge(socket, next);
      });
    else cut(socket.conn);
  };

  #isFirst(socket: ClientSocket): boolean {
    const inside = this.#inside.get(socket.conn) ?? new Set();
    if (inside.has(socket.nsp.name)) return false;
    this.#inside.set(socket.conn, inside.add(socket.nsp.name));
    return true;
  }

  #leave({ conn, nsp }: ClientSocket): void {
    this.#inside.get(conn)?.delete(nsp.name);
  }

  #judge(socket: ClientSocket, next: Next): void {
    this.#recognise(socket).then(
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
        if (error instanceof OrdersUnavailableError) socket.conn.close();
        else next(refusal);
      },
    );
  }

  async #recognise({ handshake, nsp }: ClientSocket): Promise<Visitor> {
    const auth = handshakeSchema.safeParse(handshake.auth);
    if (!auth.success)
      throw new ProblemError(
        'unauthenticated',
        'Connect with "auth: {token}", an access or a tracking token.',
      );
    const { token } = auth.data;
    if (!isTrackingToken(token) && !mayUseAccessToken(handshake.headers, this.trustedOrigins)) {
      throw new ProblemError(
        'forbidden',
        'Pages of this origin may not use access tokens here: name it in TRUSTED_ORIGINS.',
      );
    }
    const visitor = await this.visitors.recognise(token);
    await this.endedSessions.refuse(visitor);
    const { caller } = visitor;
    if (caller.kind === 'staff' && caller.must_change_password)
      throw new ProblemError(
        'password_change_required',
        'Set a password of your own first, then log in with it.',
      );
    if (!mayEnter(caller, nsp.name))
      throw new ProblemError(
        'forbidden',
        'The board is for staff, and for devices with the scope orders:read.',
      );
    return visitor;
  }

  #refusal(error: unknown): Error {
    const problem = this.refusals.problemFrom(error);
    return Object.assign(new Error(problem.title), { data: problem });
  }
}

function mayEnter(caller: Caller, namespace: string): boolean {
  if (namespace === trackingNamespace) return true;
  if (namespace !== boardNamespace) return false;
  return caller.kind === 'staff' || (caller.kind === 'device' && caller.scopes.includes(Scope.OrdersRead));
}
