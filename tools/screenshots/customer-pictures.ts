import type { Order } from '#libs/contracts';
import { move, type Step } from '../rush/order-plan.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';
import { phone, type Studio } from './studio.ts';

/** What a customer sees on the phone, from cooking to the receipt, a step back among it. */
export async function takeCustomer(studio: Studio, api: RestaurantApi): Promise<void> {
  const { order } = await api.place({
    fulfilment: 'pickup',
    items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg in one of them' }, { name: 'Mango Shake', quantity: 1, unit_price: 12_000 }],
    customer: { name: 'Ana Reyes', email: 'ana@example.com', phone: '+639171234567', locale: 'en' },
  });
  const change = (step: Step): Promise<unknown> => api.change(order.order_id, step);
  await change(move('confirmed'));
  await change(move('cooking'));
  await take(studio, 'tracking-phone', order, 'Your food is being cooked.');
  await change({ verb: 'delay', body: { minutes: 10, reason: 'ingredient' } });
  await take(studio, 'tracking-delayed', order, /^Running about/);
  await change(move('ready'));
  await take(studio, 'tracking-ready', order, /Come to the counter/);
  await change({ verb: 'recall', body: { reason: 'mistake' } });
  await take(studio, 'tracking-recalled', order, /Not quite yet/);
  await change(move('ready'));
  await change(move('completed'));
  await take(studio, 'tracking-receipt', order, /Thank you/);
}

async function take(studio: Studio, name: string, { tracking_url }: Order, said: string | RegExp): Promise<void> {
  const page = await studio.page(tracking_url, phone);
  await page.getByText(said).filter({ visible: true }).first().waitFor();
  await page.getByText('Live', { exact: true }).or(page.getByText('Your order', { exact: true })).first().waitFor();
  await studio.take(name, page);
}
