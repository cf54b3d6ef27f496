import type { Problem } from '#libs/contracts';
import {
  Bucket,
  type Logger,
  ProblemError,
  type RateLimits,
  traceIdOf,
  withinTrace,
} from '#libs/service-kit';
import type { LimitHits } from '../metrics/limit-hits.ts';
import type { ClientSocket } from './client-socket.ts';
import type { Refusals } from './refusals.ts';

type Refuse = (answer: { readonly ok: false; readonly problem: Problem }) => void;

interface Line {
  tail: Promise<void>;
  readonly messages: Bucket;
}

/**
 * Handles the messages of one socket one after the other, in the order in which they came. Nest runs them side by side,
 * by which an `unfollow` could overtake the `follow` before it. Each is a trace of its own. A socket that sends too much is told so.
 */
export class Turns {
  readonly #lines = new WeakMap<ClientSocket, Line>();

  constructor(
    private readonly limits: RateLimits,
    private readonly hits: Pick<LimitHits, 'hit'>,
    private readonly refusals: Refusals,
    private readonly logger: Logger,
  ) {}

  take(socket: ClientSocket, task: () => void | Promise<void>, refuse?: Refuse): void {
    const line = this.#lineOf(socket);
    if (this.limits !== null && line.messages.take(this.limits.messages) > 0) {
      this.hits.hit('messages', socket.data.visitor.caller);
      const problem = this.refusals.problemFrom(
        new ProblemError('too_many_requests', 'Slow down and try again.'),
      );
      refuse?.({ ok: false, problem });
      return;
    }
    line.tail = line.tail
      .then(() => withinTrace(traceIdOf(undefined), task))
      .catch((error: unknown) => {
        this.logger.error({ err: error }, "a socket's message was not handled");
      });
  }

  #lineOf(socket: ClientSocket): Line {
    const line = this.#lines.get(socket) ?? { tail: Promise.resolve(), messages: new Bucket() };
    this.#lines.set(socket, line);
    return line;
  }
}
