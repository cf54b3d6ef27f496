import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../platform/index.ts';

interface Queue {
  readonly waiting: number;
  readonly parked: number;
  readonly oldest_seconds: number;
}

/**
 * How much waits to be published, and for how long; looked up when the metrics are read. An outbox that grows
 * old says that the log or its relay is away.
 */
@Injectable()
export class OutboxMetrics {
  #looking: Promise<Queue | null> | undefined;

  constructor(
    private readonly registry: Registry,
    private readonly database: Database,
  ) {
    this.#gauge('passline_outbox_depth', 'Events that wait to be published', ({ waiting }) => waiting);
    this.#gauge(
      'passline_outbox_parked',
      'Events that can never be published as they are',
      ({ parked }) => parked,
    );
    this.#gauge(
      'passline_outbox_oldest_seconds',
      'Age of the oldest event that waits to be published',
      ({ oldest_seconds }) => oldest_seconds,
    );
  }

  #gauge(name: string, help: string, of: (queue: Queue) => number): void {
    const look = (): Promise<Queue | null> => this.#look();
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const queue = await look();
        this.set(queue === null ? Number.NaN : of(queue));
      },
    });
  }

  /**
   * The three are read at the same moment: one look serves them all. Without the database there is no figure,
   * rather than an old one.
   */
  #look(): Promise<Queue | null> {
    this.#looking ??= read(this.database)
      .catch(() => null)
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }
}

async function read(database: Database): Promise<Queue> {
  const [queue] = await database.asRole<Queue>(
    NarrowRole.Relay,
    sql`SELECT count(*) FILTER (WHERE parked_at IS NULL)::int AS waiting,
        count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
        COALESCE(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0)::float
          AS oldest_seconds
      FROM passline.outbox`,
  );
  return queue ?? { waiting: 0, parked: 0, oldest_seconds: 0 };
}
