import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, TIMING, type Timing } from '../platform/index.ts';

/** Who takes work from the queues: one for each start of a process. */
@Injectable()
export class Worker {
  readonly owner = randomUUID();

  constructor(
    @Inject(CLOCK) readonly now: Clock,
    @Inject(TIMING) private readonly timing: Timing,
  ) {}

  /** Until when work counts as in hand that shows a sign of life now. */
  get leaseEnd(): Date {
    return new Date(this.now().getTime() + this.timing.leaseMs);
  }
}
