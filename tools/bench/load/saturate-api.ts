import { HttpCaller } from '../../rush/http-caller.ts';
import { RestaurantApi } from '../../rush/restaurant-api.ts';
import { pathOfPickup } from '../bare/bare-change.ts';
import type { LoadInput, Throughput } from './load-tasks.ts';
import { closedLoop } from './closed-loop.ts';

/** Answers are read but not understood: only their status counts, as with the bare route. */
export async function saturateApi({
  url,
  account,
  orders,
  callers,
  seconds,
}: LoadInput<'saturateApi'>): Promise<Throughput> {
  const api = await RestaurantApi.logIn(url, account);
  const headers = { authorization: `Bearer ${await api.token()}` };
  api.close();
  const caller = new HttpCaller(url, callers);
  const result = await closedLoop(
    orders,
    { callers, seconds, steps: pathOfPickup.length },
    async ({ orderId }, step) => {
      const { status } = await caller.post(
        `/api/v1/online/orders/${orderId}/update-status/`,
        { status: pathOfPickup[step] },
        headers,
      );
      return status === 200;
    },
  );
  caller.close();
  return result;
}
