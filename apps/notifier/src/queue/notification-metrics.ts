import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';
import type { Channel } from './notification.entity.ts';

type QueueRow = {
  readonly channel: Channel;
  readonly state: string;
  readonly count: string;
  readonly oldest: string | null;
};

/** Sends by channel and result, the queue's depth and the age of what is longest overdue. */
@Injectable()
export class NotificationMetrics {
  readonly #results: Counter<'channel' | 'result'>;

  constructor(registry: Registry, database: Database) {
    const registers = [registry];
    this.#results = new Counter({
      name: 'passline_notifications_total',
      help: 'Messages to customers, by channel and what came of a try.',
      labelNames: ['channel', 'result'],
      registers,
    });
    const oldest = new Gauge({
      name: 'passline_notifications_overdue_seconds',
      help: 'How long the longest waiting message is overdue.',
      labelNames: ['channel'],
      registers,
    });
    new Gauge({
      name: 'passline_notifications_queue',
      help: 'Messages that are not at an end, and those that an operator should look at.',
      labelNames: ['channel', 'state'],
      registers,
      async collect() {
        const rows = await readQueue(database).catch(() => []);
        this.reset();
        oldest.reset();
        for (const row of rows) this.set({ channel: row.channel, state: row.state }, Number(row.count));
        for (const row of rows)
          if (row.state === 'held')
            oldest.set({ channel: row.channel }, Math.max(0, Number(row.oldest ?? 0)));
      },
    });
  }

  /** @param result what came of a try, or of a look-up */
  count(channel: Channel, result: string): void {
    this.#results.inc({ channel, result });
  }
}

const readQueue = (database: Database): Promise<QueueRow[]> =>
  database.asRole<QueueRow>(
    NarrowRole.DeadLetters,
    sql`
      SELECT channel, state, count(*) AS count, extract(epoch FROM now() - min(due_at)) AS oldest
      FROM (SELECT channel, state, due_at FROM notifier.notifications
        UNION ALL SELECT 'email', state, due_at FROM notifier.letters) AS message
      WHERE state IN ('held', 'sending', 'unknown', 'dead') GROUP BY channel, state`,
  );
