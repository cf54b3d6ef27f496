import type * as z from 'zod';
import { orderPageSchema, orderSchema, sessionSchema } from '#libs/contracts';

const sample = {
  fulfilment: 'delivery',
  items: [
    {
      name: 'Spicy Ramen',
      quantity: 2,
      unit_price: 22_500,
      modifiers: [{ name: 'Soft egg', unit_price: 2_500 }],
      allergens: ['egg', 'gluten'],
    },
    { name: 'Mango Shake', quantity: 1, unit_price: 12_000, notes: 'less ice' },
  ],
  adjustments: [
    { kind: 'delivery', amount: 4_900 },
    { kind: 'discount', label: 'First order', amount: -5_000 },
  ],
  payment: { status: 'paid', method: 'online' },
  notes: 'Please ring twice',
  address: '7 Ayala Avenue, Makati',
  customer: { name: 'Cris Customer', email: 'customer@demo.test', phone: '+639171234567', locale: 'en' },
};

/**
 * The tracking link of an order to play with: one that is still open, or a new one. Asked for as a POS would,
 * through the API.
 */
export async function sampleTrackingUrl(url: string, password: string): Promise<string> {
  const { access_token } = await ask(
    `${url}/api/v1/auth/login`,
    sessionSchema,
    {},
    { username: 'cashier@demo.test', password },
  );
  const headers = { authorization: `Bearer ${access_token}` };
  const orders = `${url}/api/v1/online/orders/`;
  const { orders: open } = await ask(`${orders}?status=active&limit=1`, orderPageSchema, headers);
  return open[0]?.tracking_url ?? (await ask(orders, orderSchema, headers, sample)).tracking_url;
}

async function ask<T>(
  url: string,
  schema: z.ZodType<T>,
  headers: Record<string, string>,
  body?: unknown,
): Promise<T> {
  const request =
    body === undefined
      ? { headers }
      : {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  const response = await fetch(url, request);
  if (!response.ok)
    throw new Error(
      `the sample order could not be placed: ${String(response.status)} ${await response.text()}`,
    );
  return schema.parse(await response.json());
}
