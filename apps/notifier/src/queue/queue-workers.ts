import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Logger, stopStep } from '#libs/service-kit';
import { CLOCK, type Clock, LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { ChannelLane, type LaneWork } from './channel-lane.ts';
import type { Lane } from './lane.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** The lanes of all channels, from the start of the process until its graceful stop. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #lanes: Lane[] = [];

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(TIMING) private readonly timing: Timing,
  ) {}

  /** To be called before the application has started. */
  add<Row extends QueuedMessage>(work: LaneWork<Row>): void {
    const { logger, now, timing } = this;
    this.#lanes.push(new ChannelLane({ ...work, logger, now, leaseMs: timing.leaseMs }));
  }

  onApplicationBootstrap(): void {
    for (const lane of this.#lanes) lane.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const lanes = this.#lanes.map((lane) => lane.stop());
    await stopStep('the messages in hand', async () => {
      await Promise.all(lanes);
    });
  }

  /** There will be work at that time, which may be earlier than anyone knew. */
  expectWorkAt(time: Date): void {
    for (const lane of this.#lanes) lane.expectWorkAt(time);
  }

  areMakingProgress(): boolean {
    return this.#lanes.every((lane) => lane.isMakingProgress());
  }
}
