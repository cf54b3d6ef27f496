import { randomUUID } from 'node:crypto';
import { HeaderName } from '#libs/contracts';
import { HttpCaller } from '../../rush/http-caller.ts';
import { pathOfPickup } from '../bare/bare-change.ts';
import type { LoadInput, Throughput } from './load-tasks.ts';
import { closedLoop } from './closed-loop.ts';

/** Answers are read but not understood: only their status counts, as with the bare route. */
export async function saturateApi({
  url,
  orders,
  callers,
  seconds,
}: LoadInput<'saturateApi'>): Promise<Throughput> {
  const caller = new HttpCaller(url, callers);
  const result = await closedLoop(
    orders,
    { callers, seconds, steps: pathOfPickup.length },
    async ({ orderId, token }, step) => {
      const { status } = await caller.post(
        `/api/v1/online/orders/${orderId}/update-status/`,
        { status: pathOfPickup[step] },
        { authorization: `Bearer ${token}`, [HeaderName.IdempotencyKey]: randomUUID() },
      );
      return status === 200;
    },
  );
  caller.close();
  return result;
}
