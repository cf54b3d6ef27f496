import { Injectable } from '@nestjs/common';
import { OutboxWakeUp } from '../../../outbox/index.ts';
import { BoardNotices, UpcomingTimers } from '../../../platform/index.ts';
import type { ChangeRecord } from './change-record.ts';

/** Who is told of a change once it is on disk: the outbox, the timers, and those who tell boards. */
@Injectable()
export class AfterCommit {
  constructor(
    private readonly outbox: OutboxWakeUp,
    private readonly timers: UpcomingTimers,
    private readonly boards: BoardNotices,
  ) {}

  /** Never within the transaction. */
  tell({ stored, row, record, timers, notices }: ChangeRecord): void {
    this.outbox.afterCommit({
      ...stored,
      orderId: row.orderId,
      traceparent: record.headers['traceparent'],
    });
    this.timers.written(timers);
    this.boards.written(notices);
  }
}
