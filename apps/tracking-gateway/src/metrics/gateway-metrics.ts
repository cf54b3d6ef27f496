import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** What the gateway tells Prometheus of what it sends. */
@Injectable()
export class GatewayMetrics {
  readonly #frames = new Map<string, number>();
  readonly #latency: Histogram;
  readonly #cut: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#cut = new Counter({
      name: 'passline_gateway_slow_sockets_cut_total',
      help: 'Sockets cut because they did not read',
      registers,
    });
    this.#latency = new Histogram({
      name: 'passline_gateway_event_to_socket_seconds',
      help: 'From the event to the frame handed to the sockets',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 30],
      registers,
    });
    countFrames(registry, this.#frames);
  }

  sent(event: string, sockets: number): void {
    if (sockets > 0) this.#frames.set(event, (this.#frames.get(event) ?? 0) + sockets);
  }

  /** @param time when the event was made, RFC 3339 */
  arrived(time: string): void {
    this.#latency.observe(Math.max(0, Date.now() - Date.parse(time)) / 1_000);
  }

  cutSlowSocket(): void {
    this.#cut.inc();
  }
}

/** Added up when Prometheus asks, as events come thousands of times as often. */
function countFrames(registry: Registry, frames: ReadonlyMap<string, number>): void {
  new Counter({
    name: 'passline_gateway_frames_total',
    help: 'Frames sent, one for each socket',
    labelNames: ['event'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [event, sent] of frames) this.inc({ event }, sent);
    },
  });
}
