import type { Page } from 'playwright-core';
import { account } from '../bench/programs.ts';
import { move } from '../rush/order-plan.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { phone, type Studio } from './studio.ts';

const ramen = { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 };

/** High enough for the earlier orders too. */
const wide = { viewport: { width: 1280, height: 1240 } };

/** What a customer with an account sees: their orders on a phone and on a wide screen, and the question before one is cancelled. */
export async function takeOwnOrders(studio: Studio, restaurant: RestaurantApi): Promise<void> {
  await playCustomer(studio.url, restaurant);
  await studio.take('orders', await enter(studio, wide));
  await studio.take('orders-phone', await enter(studio, phone));
  const asked = await enter(studio, phone);
  await asked.getByRole('button', { name: 'Cancel this order' }).click();
  await studio.take('orders-cancel', asked);
}

async function playCustomer(url: string, restaurant: RestaurantApi): Promise<void> {
  const customer = await RestaurantApi.logIn(url, { ...account, username: 'customer@demo.test' });
  const earlier = await customer.place({ fulfilment: 'dine_in', items: [{ name: 'Chicken Adobo', quantity: 1, unit_price: 18_500 }, { name: 'Garlic Rice', quantity: 2, unit_price: 6_000 }] });
  for (const status of ['ready', 'served', 'completed'] as const) await restaurant.change(earlier.order.order_id, move(status));
  const declined = await customer.place({ fulfilment: 'pickup', items: [{ name: 'Kare-Kare', quantity: 1, unit_price: 32_000 }] });
  await restaurant.change(declined.order.order_id, { verb: 'update-status', body: { ...move('rejected').body, reason: 'sold_out' } });
  const cooking = await customer.place({ fulfilment: 'delivery', address: '7 Ayala Avenue, Makati', items: [ramen, { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 }] });
  for (const status of ['confirmed', 'cooking'] as const) await restaurant.change(cooking.order.order_id, move(status));
  await customer.place({ fulfilment: 'pickup', items: [{ name: 'Mango Shake', quantity: 1, unit_price: 12_000 }] });
  customer.close();
}

async function enter(studio: Studio, options: Parameters<Studio['page']>[1]): Promise<Page> {
  const page = await studio.page('/orders', options);
  await page.getByLabel('E-mail address').fill('customer@demo.test');
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('my-orders .live.green').waitFor();
  await page.locator('order-status-tracker').nth(1).getByText('Confirmed', { exact: true }).first().waitFor();
  return page;
}
