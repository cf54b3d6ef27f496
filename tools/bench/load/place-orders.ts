import { tokenOf } from '../../rush/order-screen.ts';
import { RestaurantApi } from '../../rush/restaurant-api.ts';
import type { LoadInput, PreparedOrder } from './load-tasks.ts';
import { items } from './place-pickup.ts';
import { inParallel } from './in-parallel.ts';

/** More at once would only queue up for the restaurant's order numbers. */
const lanes = 8;

export async function placeOrders({
  url,
  account,
  count,
  fulfilment,
}: LoadInput<'place'>): Promise<readonly PreparedOrder[]> {
  const api = await RestaurantApi.logIn(url, account);
  const placed: PreparedOrder[] = [];
  try {
    await inParallel(Array(count).keys(), lanes, async () => {
      const { order } = await api.place({ fulfilment, items });
      placed.push({ orderId: order.order_id, token: tokenOf(order.tracking_url) });
    });
  } finally {
    api.close();
  }
  return placed;
}
