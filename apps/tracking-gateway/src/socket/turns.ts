import { type Logger, ProblemError } from '#libs/service-kit';
import type { Problem } from '#libs/contracts';
import type { ClientSocket } from './client-socket.ts';
import { problemFrom } from './refusals.ts';

type Refuse = (answer: { readonly ok: false; readonly problem: Problem }) => void;

interface Line {
  tail: Promise<void>;
  /** Messages that the socket may still send, as of `since`, in ms. */
  credit: number;
  since: number;
}

/** Messages a second of one socket, and how many may come at once. */
const rate = 200;
const burst = 400;

/**
 * Handles the messages of one socket one after the other, in the order in which they came. Nest runs them side by side,
 * by which an `unfollow` could overtake the `follow` before it.
 */
export class Turns {
  readonly #lines = new WeakMap<ClientSocket, Line>();

  /** @param limited whether a socket that sends too much is told so */
  constructor(
    private readonly limited: boolean,
    private readonly logger: Logger,
  ) {}

  take(socket: ClientSocket, task: () => void | Promise<void>, refuse?: Refuse): void {
    const line = this.#lineOf(socket);
    if (this.limited && !spend(line)) {
      refuse?.({ ok: false, problem: problemFrom(new ProblemError('too_many_requests', 'Slow down and try again.'), this.logger) });
      return;
    }
    line.tail = line.tail.then(task).catch((error: unknown) => { this.logger.error({ err: error }, 'a socket\'s message was not handled'); });
  }

  #lineOf(socket: ClientSocket): Line {
    const line = this.#lines.get(socket) ?? { tail: Promise.resolve(), credit: burst, since: performance.now() };
    this.#lines.set(socket, line);
    return line;
  }
}

function spend(line: Line): boolean {
  const now = performance.now();
  line.credit = Math.min(burst, line.credit + ((now - line.since) * rate) / 1_000);
  line.since = now;
  if (line.credit < 1) return false;
  line.credit--;
  return true;
}
