import { Inject, Injectable } from '@nestjs/common';
import type { Problem } from '#libs/contracts';
import { KeyLanes } from '#libs/messaging';
import { Bucket, type RateLimits } from '#libs/rate-limits';
import { inTrace, type Logger, ProblemError, traceIdOf } from '#libs/service-kit';
import { LimitHits } from '../metrics/index.ts';
import { LOGGER, RATE_LIMITS } from '../platform/index.ts';
import type { ClientSocket } from './client-socket.ts';
import { Refusals } from './refusals.ts';

type Refuse = (answer: { readonly ok: false; readonly problem: Problem }) => void;

/**
 * Handles the messages of one socket one after the other, in the order in which they came. Nest runs them
 * side by side, by which an `unfollow` could overtake the `follow` before it. Each is a trace of its own. A
 * socket that sends too much gets refusals.
 */
@Injectable()
export class MessageQueue {
  readonly #lanes = new KeyLanes();
  readonly #messages = new WeakMap<ClientSocket, Bucket>();

  constructor(
    @Inject(RATE_LIMITS) private readonly limits: RateLimits,
    private readonly hits: LimitHits,
    private readonly refusals: Refusals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param refuse answers the message where it is one too many */
  add(socket: ClientSocket, task: () => void | Promise<void>, refuse?: Refuse): void {
    if (this.limits !== null && this.#messagesOf(socket).take(this.limits.messages) > 0) {
      this.hits.hit('messages', socket.data.visitor.caller);
      const problem = this.refusals.problemFrom(
        new ProblemError('too_many_requests', 'Slow down and try again.'),
      );
      refuse?.({ ok: false, problem });
      return;
    }
    this.#lanes
      .run(socket.id, () => inTrace(traceIdOf(undefined), task))
      .catch((error: unknown) => {
        this.logger.error({ err: error }, "a socket's message was not handled");
      });
  }

  #messagesOf(socket: ClientSocket): Bucket {
    const messages = this.#messages.get(socket) ?? new Bucket();
    this.#messages.set(socket, messages);
    return messages;
  }
}
