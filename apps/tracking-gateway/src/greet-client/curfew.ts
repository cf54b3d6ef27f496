import { type Logger, ProblemError } from '#libs/service-kit';
import type { Visitors } from '../account/visitors.ts';
import type { ClientSocket } from '../socket/client-socket.ts';

/** No token is believed for longer than this without being looked at again, in milliseconds: as long as an access token lives. */
const lookAgainMs = 15 * 60_000;
/** When to look again after `orders` could not be asked, in milliseconds. */
const soonMs = 60_000;

/**
 * Closes a socket when its token ends. The end of a tracking token is known only once its order has ended, and its link may be
 * withdrawn at any time, so it is asked about again and again; an access token says itself when it expires.
 */
export class Curfew {
  readonly #timers = new WeakMap<ClientSocket, NodeJS.Timeout>();

  constructor(
    private readonly visitors: Visitors,
    private readonly logger: Logger,
  ) {}

  /** Once for each socket, when it connects. */
  readonly begin = (socket: ClientSocket): void => {
    this.#wait(socket, waitMs(socket));
    socket.once('disconnect', () => {
      clearTimeout(this.#timers.get(socket));
    });
  };

  #wait(socket: ClientSocket, ms: number): void {
    this.#timers.set(socket, setTimeout(() => void this.#look(socket), ms).unref());
  }

  async #look(socket: ClientSocket): Promise<void> {
    if (!socket.connected) return;
    if (expired(socket)) {
      socket.disconnect(true);
      return;
    }
    if (socket.data.visitor.caller.kind !== 'guest') this.#wait(socket, waitMs(socket));
    else await this.#askAgain(socket);
  }

  async #askAgain(socket: ClientSocket): Promise<void> {
    try {
      socket.data.visitor = await this.visitors.recognise(socket.data.visitor.token);
      this.#wait(socket, waitMs(socket));
    } catch (error) {
      if (error instanceof ProblemError) socket.disconnect(true);
      else this.#wait(socket, Math.min(soonMs, waitMs(socket)));
      this.logger.debug({ err: error, socket: socket.id }, 'a tracking token could not be renewed');
    }
  }
}

const leftMs = ({ data }: ClientSocket): number => (data.visitor.expiresAt ?? Infinity) - Date.now();
const expired = (socket: ClientSocket): boolean => leftMs(socket) <= 0;
const waitMs = (socket: ClientSocket): number => Math.max(0, Math.min(lookAgainMs, leftMs(socket)));
