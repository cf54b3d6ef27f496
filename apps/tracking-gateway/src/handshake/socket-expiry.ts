import { Inject, Injectable } from '@nestjs/common';
import { accessTokenLife } from '#libs/access-tokens';
import { SocketEvent } from '#libs/contracts';
import { type Logger, ProblemError } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { type ClientSocket, endConnection } from '../sockets/index.ts';
import { Visitors } from './visitors.ts';

/**
 * No token is believed for longer than this without being looked at again, in milliseconds: as long as an
 * access token lives.
 */
const lookAgainMs = accessTokenLife * 1_000;
/** When to look again after `orders` could not be asked, in milliseconds. */
const soonMs = 60_000;
/** How long before its token ends a socket is told, in milliseconds. */
export const noticeMs = 60_000;

/** What came of asking `orders` about a token. */
const Answer = {
  Known: 'known',
  Refused: 'refused',
  /** It could not be asked: what was known of the token holds. */
  Unavailable: 'unavailable',
  /** The socket has gone or has another token meanwhile: the answer is nobody's any more. */
  Obsolete: 'obsolete',
} as const;
type Answer = (typeof Answer)[keyof typeof Answer];

/**
 * Tells a socket a minute before its token ends, and ends its connection when it does. The end of a tracking
 * token is known only once its order has ended, and its link may be withdrawn at any time, so it is asked
 * about again and again; an access token says itself when it expires.
 */
@Injectable()
export class SocketExpiry {
  readonly #timers = new WeakMap<ClientSocket, NodeJS.Timeout>();
  /** For which end each socket has been told. */
  readonly #told = new WeakMap<ClientSocket, number>();

  constructor(
    private readonly visitors: Visitors,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Once for each socket, when it connects. */
  readonly watch = (socket: ClientSocket): void => {
    this.#wait(socket, this.#untilNextLook(socket));
    socket.once('disconnect', () => {
      clearTimeout(this.#timers.get(socket));
    });
  };

  /**
   * The socket has another token. One that ends within the minute too is told of half-way, so that whoever
   * renews at once does not do so without end.
   */
  renewed(socket: ClientSocket): void {
    this.#told.delete(socket);
    this.#wait(socket, Math.max(this.#untilNextLook(socket), Math.min(noticeMs, leftMs(socket)) / 2));
  }

  /** In place of what it waited for before. */
  #wait(socket: ClientSocket, ms: number): void {
    clearTimeout(this.#timers.get(socket));
    if (socket.connected) this.#timers.set(socket, setTimeout(() => void this.#look(socket), ms).unref());
  }

  /**
   * What is known of the end is told before `orders` is asked about it, which may take its time or fail; what
   * it then says of it, afterwards.
   */
  async #look(socket: ClientSocket): Promise<void> {
    this.#tellInTime(socket);
    const isGuest = socket.data.visitor.caller.kind === 'guest';
    const answer = isGuest ? await this.#askAgain(socket) : Answer.Known;
    if (answer === Answer.Obsolete) return;
    if (answer === Answer.Refused || leftMs(socket) <= 0) {
      endConnection(socket.conn);
      return;
    }
    this.#tellInTime(socket);
    const next = this.#untilNextLook(socket);
    this.#wait(socket, answer === Answer.Unavailable ? Math.min(soonMs, next) : next);
  }

  #tellInTime(socket: ClientSocket): void {
    const left = leftMs(socket);
    if (left <= 0 || left > noticeMs || this.#isTold(socket)) return;
    this.#told.set(socket, endOf(socket));
    socket.emit(SocketEvent.TokenExpiring, { expires_in_ms: left });
  }

  async #askAgain(socket: ClientSocket): Promise<Answer> {
    const { visitor } = socket.data;
    const isObsolete = (): boolean => !socket.connected || socket.data.visitor !== visitor;
    try {
      const known = await this.visitors.recogniseAgain(visitor.token);
      if (isObsolete()) return Answer.Obsolete;
      socket.data.visitor = known;
      return Answer.Known;
    } catch (error) {
      if (isObsolete()) return Answer.Obsolete;
      this.logger.debug({ err: error, socket: socket.id }, 'a tracking token could not be looked at again');
      return error instanceof ProblemError ? Answer.Refused : Answer.Unavailable;
    }
  }

  #isTold(socket: ClientSocket): boolean {
    return this.#told.get(socket) === endOf(socket);
  }

  #untilNextLook(socket: ClientSocket): number {
    const left = leftMs(socket);
    const next = left > noticeMs || !this.#isTold(socket) ? left - noticeMs : left;
    return Math.max(0, Math.min(lookAgainMs, next));
  }
}

const endOf = ({ data }: ClientSocket): number => data.visitor.expiresAt ?? Infinity;
const leftMs = (socket: ClientSocket): number => endOf(socket) - Date.now();
