import { Injectable } from '@nestjs/common';
import { type Caller, type RenewAnswer, SocketEvent } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { type ClientSocket, MessageQueue, Refusals } from '../sockets/index.ts';
import { SocketExpiry } from './socket-expiry.ts';
import { TokenAuthentication } from './token-authentication.ts';

type Answer = ((answer: RenewAnswer) => void) | undefined;

/**
 * Takes another token for an open socket (`renew`), which goes on with it as if nothing had been: what it
 * follows it follows on.
 */
@Injectable()
export class TokenRenewal {
  constructor(
    private readonly tokens: TokenAuthentication,
    private readonly expiry: SocketExpiry,
    private readonly messages: MessageQueue,
    private readonly refusals: Refusals,
  ) {}

  /** Once for each socket, of any namespace, when it connects. */
  readonly listen = (socket: ClientSocket): void => {
    socket.on(SocketEvent.Renew, (...sent: readonly unknown[]) => {
      const last = sent.at(-1);
      const answer = typeof last === 'function' ? (last as Answer) : undefined;
      this.messages.add(socket, () => this.#answer(socket, sent[0], answer), answer);
    });
  };

  async #answer(socket: ClientSocket, auth: unknown, answer: Answer): Promise<void> {
    const renewed = await this.#renew(socket, auth);
    answer?.(renewed);
  }

  async #renew(socket: ClientSocket, auth: unknown): Promise<RenewAnswer> {
    try {
      const visitor = await this.tokens.authenticate(socket, auth);
      if (!isSame(visitor.caller, socket.data.visitor.caller)) throw anotherHolder();
      socket.data.visitor = visitor;
      this.expiry.renewed(socket);
      return { ok: true };
    } catch (error) {
      return { ok: false, problem: this.refusals.problemFrom(error) };
    }
  }
}

/** What a socket sees hangs on who holds its token, and where they belong. */
function isSame(one: Caller, other: Caller): boolean {
  if (one.restaurant_id !== other.restaurant_id) return false;
  if (one.kind === 'guest' || other.kind === 'guest')
    return one.kind === 'guest' && other.kind === 'guest' && one.order_id === other.order_id;
  return one.kind === other.kind && one.id === other.id;
}

const anotherHolder = (): ProblemError =>
  new ProblemError(
    'forbidden',
    'This token is of someone else than the one that the socket was opened with: open another socket for it.',
  );
