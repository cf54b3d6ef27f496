import type { BrowserContextOptions, Page } from 'playwright-core';
import { account } from '../bench/programs.ts';
import { move } from '../rush/order-plan.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { type Moment, phone, type Studio } from './studio.ts';

const ramen = { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 };

/** High enough for the earlier orders too. */
const wide = { viewport: { width: 1280, height: 1240 } };

/**
 * What the demo's customer has ordered: one that is cooking, one that can still be cancelled, and two that
 * are over.
 */
export async function playCustomer(url: string, restaurant: RestaurantApi): Promise<void> {
  const customer = await RestaurantApi.logIn(url, { ...account, username: 'customer@demo.test' });
  const earlier = await customer.place({
    fulfilment: 'dine_in',
    items: [
      { name: 'Chicken Adobo', quantity: 1, unit_price: 18_500 },
      { name: 'Garlic Rice', quantity: 2, unit_price: 6_000 },
    ],
  });
  for (const status of ['ready', 'served', 'completed'] as const)
    await restaurant.change(earlier.order.order_id, move(status));
  const declined = await customer.place({
    fulfilment: 'pickup',
    items: [{ name: 'Kare-Kare', quantity: 1, unit_price: 32_000 }],
  });
  await restaurant.change(declined.order.order_id, {
    verb: 'update-status',
    body: { ...move('rejected').body, reason: 'sold_out' },
  });
  const cooking = await customer.place({
    fulfilment: 'delivery',
    address: '7 Ayala Avenue, Makati',
    items: [ramen, { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 }],
  });
  for (const status of ['confirmed', 'cooking'] as const)
    await restaurant.change(cooking.order.order_id, move(status));
  await customer.place({
    fulfilment: 'pickup',
    items: [{ name: 'Mango Shake', quantity: 1, unit_price: 12_000 }],
  });
  customer.close();
}

async function writeLogIn(studio: Studio, options: BrowserContextOptions, password: string): Promise<Page> {
  const page = await studio.page('/orders', options);
  await page.getByLabel('E-mail address').fill('customer@demo.test');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  return page;
}

const entered =
  (reach: (page: Page) => Promise<unknown>): Moment['open'] =>
  async (studio, options) => {
    const page = await writeLogIn(studio, options, account.password);
    await reach(page);
    return page;
  };

async function areLive(page: Page): Promise<void> {
  await page.locator('my-orders .live.green').waitFor();
  // The newest: the others are folded.
  await page.locator('order-status-tracker').filter({ visible: true }).first().waitFor();
}

async function askToCancel(page: Page): Promise<void> {
  await areLive(page);
  await page.getByRole('button', { name: 'Cancel this order' }).click();
}

async function loseNetwork(page: Page): Promise<void> {
  await areLive(page);
  await page.context().setOffline(true);
  await page.getByText('Not connected', { exact: true }).first().waitFor();
}

const isRefused: Moment['open'] = async (studio, options) => {
  const page = await writeLogIn(studio, options, 'not the password');
  await page.getByRole('alert').waitFor();
  return page;
};

/** Before anything was ordered. */
export const noOrderMoments: readonly Moment[] = [
  { name: 'orders-none', open: entered((page) => page.getByText('No orders yet').waitFor()) },
];

/**
 * What a customer with an account sees: their orders on a phone and on a wide screen, and the question before
 * one is cancelled.
 */
export const ownOrderMoments: readonly Moment[] = [
  { name: 'orders', open: entered(areLive), inGuide: wide },
  { name: 'orders-phone', open: entered(areLive), inGuide: phone, inGuideOnly: true },
  {
    name: 'orders-dark',
    open: entered(areLive),
    inGuide: { ...phone, colorScheme: 'dark' },
    inGuideOnly: true,
  },
  { name: 'orders-cancel', open: entered(askToCancel), inGuide: phone },
  { name: 'orders-offline', open: entered(loseNetwork) },
  { name: 'orders-refused', open: isRefused },
];
