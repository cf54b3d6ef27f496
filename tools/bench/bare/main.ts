import fastify from 'fastify';
import pg from 'pg';
import { bareChange } from './bare-change.ts';

/** What the bare route is told by its starter, in its environment. */
const { DATABASE_URL: connectionString = '', RESTAURANT_ID: restaurantId = '' } = process.env;

interface Route {
  readonly Params: { readonly orderId: string };
  readonly Body: { readonly status: string; readonly version: number };
}

const pool = new pg.Pool({ connectionString, max: 10, pipeline: true });
const server = fastify();

/** As little as a web framework can do around the statement: no token, no schema, no rules, no snapshot. */
server.post<Route>('/orders/:orderId/update-status', async ({ params, body }, reply) => {
  const client = await pool.connect();
  try {
    const { status, version } = body;
    const changed = await bareChange(client, { restaurantId, orderId: params.orderId, status, version });
    return await reply
      .status(changed ? 200 : 409)
      .send({ order_id: params.orderId, status, version: version + 1 });
  } finally {
    client.release();
  }
});

process.send?.(await server.listen({ port: 0, host: '127.0.0.1' }));
// Ctrl-C is for the benchmark itself, which then ends this process.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
