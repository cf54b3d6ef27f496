import type { PlaceOrder } from '#libs/contracts';
import { move } from '../rush/order-plan.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';

const ways = [[], ['confirmed'], ['preparing'], ['cooking'], ['cooking']] as const;

const order = (number: number): PlaceOrder => ({
  fulfilment: 'dine_in',
  table: String(number % 40),
  items: [
    { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'No egg in one of them, please' },
    { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 },
    { name: 'Halo-Halo', quantity: 1, unit_price: 14_500, notes: number % 3 === 0 ? 'less ice' : undefined },
  ],
});

/** So many open orders, in all columns of the kitchen. @returns their ids */
export async function fillBoard(api: RestaurantApi, orders: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < orders; number += 1) {
    const placed = await api.place(order(number));
    for (const status of ways[number % ways.length] ?? [])
      await api.change(placed.order.order_id, move(status));
    ids.push(placed.order.order_id);
  }
  return ids;
}
