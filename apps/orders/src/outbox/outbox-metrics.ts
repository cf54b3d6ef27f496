import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

type Queue = { waiting: number; parked: number; oldest_seconds: number };

/** How much waits to be published, and for how long; looked up when the metrics are read. An outbox that grows old says that the log or its relay is away. */
export function watchOutbox(registry: Registry, database: Database): void {
  let looking: Promise<Queue | null> | undefined;
  // The three are read at the same moment: one look serves them all. Without the database there is no figure, rather than an old one.
  const look = (): Promise<Queue | null> =>
    (looking ??= read(database)
      .catch(() => null)
      .finally(() => (looking = undefined)));
  const gauge = (name: string, help: string, of: (queue: Queue) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const queue = await look();
        this.set(queue === null ? Number.NaN : of(queue));
      },
    });
  gauge('passline_outbox_depth', 'Events that wait to be published', (queue) => queue.waiting);
  gauge('passline_outbox_parked', 'Events that can never be published as they are', (queue) => queue.parked);
  gauge(
    'passline_outbox_oldest_seconds',
    'Age of the oldest event that waits to be published',
    (queue) => queue.oldest_seconds,
  );
}

async function read(database: Database): Promise<Queue> {
  const [queue] = await database.asRole<Queue>(NarrowRole.Relay, {
    name: 'outbox_queue',
    text: `SELECT count(*) FILTER (WHERE parked_at IS NULL)::int AS waiting, count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
             COALESCE(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0)::float AS oldest_seconds FROM passline.outbox`,
  });
  return queue ?? { waiting: 0, parked: 0, oldest_seconds: 0 };
}
