import { Counter, Gauge, type Registry } from 'prom-client';
import type { ConsumerHealth, ConsumerLag } from '../nest/event-log.server.ts';

/** What tells how the consumers of a process are: its `EventLogServer`. */
export interface Consumers {
  health(): readonly ConsumerHealth[];
  lag(): Promise<readonly ConsumerLag[]>;
}

/**
 * Tells Prometheus how far the consumers of this process are behind. Where the log cannot be asked there is
 * no figure, rather than an old one.
 */
export function watchConsumers(registry: Registry, consumers: Consumers): void {
  const registers = [registry];
  new Gauge({
    name: 'passline_consumer_lag_events',
    help: 'Events that the consumer has still to handle, of the partitions that are its own',
    labelNames: ['consumer', 'partition'],
    registers,
    async collect() {
      const lag = await consumers.lag().catch(() => []);
      this.reset();
      for (const { consumer, partition, events } of lag) this.set({ consumer, partition }, events);
    },
  });
  new Gauge({
    name: 'passline_consumer_healthy',
    help: '1 where the consumer stands at its place and makes progress, else 0',
    labelNames: ['consumer'],
    registers,
    collect() {
      for (const { consumer, healthy } of consumers.health()) this.set({ consumer }, healthy ? 1 : 0);
    },
  });
  new Counter({
    name: 'passline_consumer_parked_events_total',
    help: 'Events that the consumer could not handle and set aside',
    labelNames: ['consumer'],
    registers,
    collect() {
      this.reset();
      for (const { consumer, parked } of consumers.health()) this.inc({ consumer }, parked);
    },
  });
}
