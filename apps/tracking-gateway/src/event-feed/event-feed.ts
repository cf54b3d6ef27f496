import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Health } from '#libs/service-kit';

/**
 * Whoever composes the gateway provides under this token, globally, whether its consumer of order events
 * stands and makes progress.
 */
export const EVENT_LOG_HEALTH = Symbol('passline.event-log-health');
export type EventLogHealth = () => boolean;

/** The stream of order events, as the rest of the gateway may rely on it. */
@Injectable()
export class EventFeed implements OnModuleInit {
  #positioned = false;

  constructor(
    @Inject(EVENT_LOG_HEALTH) private readonly ask: EventLogHealth,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.health.needsForReady('order events', () => this.healthy);
  }

  get healthy(): boolean {
    const healthy = this.ask();
    this.#positioned ||= healthy;
    return healthy;
  }

  /**
   * Whether it has ever stood at its place: before, an event could pass unseen between a snapshot and what
   * follows.
   */
  get positioned(): boolean {
    return this.#positioned || this.healthy;
  }
}
