import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { GatewayMetrics } from '../metrics/index.ts';
import { LOGGER } from '../platform/index.ts';
import { backlogOf, cut } from './connection.ts';
import { Namespaces } from './namespaces.ts';

/** What may wait for a client that does not read. */
const mostPackets = 256;
const mostBytes = 1_000_000;
/** In milliseconds. */
const lookEveryMs = 250;

/**
 * Ends the connections of clients that do not read what they are sent: each would keep its frames in our
 * memory.
 *
 * It looks at all of them a few times a second, and not at a room's at each broadcast. That costs less, as a
 * look is two numbers while a busy room is sent to hundreds of times a second. And it is fairer: within a
 * burst handled in one turn of the event loop everyone's packets pile up, whereas by the next timer those of
 * a client that reads have gone out. While nobody is connected there is nothing to look at.
 */
@Injectable()
export class CutSlowSockets implements OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly metrics: GatewayMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    namespaces.onSocket(() => {
      this.#timer ??= setInterval(() => {
        this.#look();
      }, lookEveryMs).unref();
    });
  }

  onApplicationShutdown(): void {
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.namespaces.all.every(({ sockets }) => sockets.size === 0)) this.#rest();
    for (const namespace of this.namespaces.all) {
      for (const { id, conn } of namespace.sockets.values()) {
        const { packets, bytes } = backlogOf(conn);
        if (packets <= mostPackets && bytes <= mostBytes) continue;
        cut(conn);
        this.metrics.cutSlowSocket();
        this.logger.info({ socket: id, packets, bytes }, 'cut a socket that does not read');
      }
    }
  }
}
