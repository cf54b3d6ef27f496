import { HttpCaller } from '../../rush/http-caller.ts';
import { pathOfPickup } from '../bare/bare-change.ts';
import type { LoadInput, Throughput } from './load-tasks.ts';
import { closedLoop } from './closed-loop.ts';

export async function saturateBareRoute({
  url,
  orderIds,
  callers,
  seconds,
}: LoadInput<'saturateBareRoute'>): Promise<Throughput> {
  const caller = new HttpCaller(url, callers);
  const result = await closedLoop(
    orderIds,
    { callers, seconds, steps: pathOfPickup.length },
    async (orderId, step) => {
      const { status } = await caller.post(`/orders/${orderId}/update-status`, {
        status: pathOfPickup[step],
        version: step + 1,
      });
      return status === 200;
    },
  );
  caller.close();
  return result;
}
