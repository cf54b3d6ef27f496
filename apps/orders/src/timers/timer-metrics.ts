import { Inject, Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { CLOCK, type Clock } from '../platform/index.ts';
import { DueTimers } from './due-timers.ts';

/**
 * For how long the oldest timer has been due; looked up when the metrics are read. One that grows says that
 * no worker keeps up, or that something cannot be done. Without the database there is no figure, rather than
 * an old one.
 */
@Injectable()
export class TimerMetrics {
  constructor(registry: Registry, timers: DueTimers, @Inject(CLOCK) clock: Clock) {
    new Gauge({
      name: 'passline_timers_overdue_seconds',
      help: 'For how long the oldest timer that is due has been so',
      registers: [registry],
      async collect() {
        const dueAt = await timers.earliest().catch(() => Number.NaN);
        this.set(Math.max(0, clock() - dueAt) / 1_000);
      },
    });
  }
}
