import { Module } from '@nestjs/common';
import { OrderingModule } from '../ordering/index.ts';
import { DueTimers } from './due-timers.ts';
import { TimerMetrics } from './timer-metrics.ts';
import { TimedNotices } from './timed-notices.ts';
import { TimerActions } from './timer-actions.ts';
import { TimerWorker } from './timer-worker.ts';

/** What happens by itself when its time has come. */
@Module({
  imports: [OrderingModule],
  providers: [DueTimers, TimedNotices, TimerActions, TimerMetrics, TimerWorker],
})
export class TimersModule {}
