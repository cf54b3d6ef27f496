import pg from 'pg';
import { bareChange, pathOfPickup } from '../bare/bare-change.ts';
import type { LoadInput, Throughput } from './load-tasks.ts';
import { closedLoop } from './closed-loop.ts';

export async function saturatePg({
  databaseUrl,
  restaurantId,
  orderIds,
  connections,
  seconds,
}: LoadInput<'saturatePg'>): Promise<Throughput> {
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: databaseUrl, pipeline: true }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const options = { callers: connections, seconds, steps: pathOfPickup.length };
  const result = await closedLoop(orderIds, options, (orderId, step, caller) => {
    const client = clients[caller];
    if (client === undefined) throw new RangeError('a caller without a connection');
    return bareChange(client, {
      restaurantId,
      orderId,
      version: step + 1,
      status: pathOfPickup[step] ?? 'completed',
    });
  });
  await Promise.all(clients.map((client) => client.end()));
  return result;
}
