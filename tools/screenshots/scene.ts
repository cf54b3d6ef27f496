import type { Order, PlaceOrder } from '#libs/contracts';
import { sql } from '#libs/postgres';
import type { TestBed } from '../bench/test-bed.ts';
import { type Step, move } from '../rush/order-plan.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';

/** What happened to an order, and how many minutes ago. */
export interface Past {
  readonly order: PlaceOrder;
  readonly placed: number;
  readonly steps: readonly (readonly [
    status: Parameters<typeof move>[0],
    minutesAgo: number,
    more?: Readonly<Record<string, string>>,
  ])[];
}

const ramen = { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 };

/** An evening at Mabuhay Kitchen: something in each column, one order late, one nearly so. */
const evening: readonly Past[] = [
  {
    placed: 9,
    order: {
      fulfilment: 'pickup',
      customer: { name: 'Hana' },
      items: [{ name: 'Mango Shake', quantity: 1, unit_price: 12_000 }],
    },
    steps: [
      ['cooking', 8],
      ['ready', 2],
      ['completed', 1],
    ],
  },
  {
    placed: 34,
    order: {
      fulfilment: 'dine_in',
      table: '7',
      items: [
        { ...ramen, notes: 'no egg in one of them' },
        { name: 'Gyoza, six pieces', quantity: 1, unit_price: 18_000 },
      ],
    },
    steps: [
      ['confirmed', 33],
      ['cooking', 27, { internal_notes: 'Allergic to nuts' }],
    ],
  },
  {
    placed: 22,
    order: {
      fulfilment: 'delivery',
      address: '33 Jupiter Street, Makati',
      customer: { name: 'Ben Cruz', phone: '+639181234567' },
      items: [
        { name: 'Lumpia', quantity: 6, unit_price: 4_000 },
        { name: 'Pancit Canton', quantity: 1, unit_price: 19_000, notes: 'no peanuts' },
      ],
    },
    steps: [
      ['confirmed', 21],
      ['cooking', 10],
    ],
  },
  {
    placed: 17,
    order: {
      fulfilment: 'pickup',
      customer: { name: 'Ana Reyes', email: 'ana@example.com', phone: '+639171234567' },
      items: [{ name: 'Halo-Halo', quantity: 2, unit_price: 14_500 }],
    },
    steps: [['preparing', 12]],
  },
  {
    placed: 12,
    order: {
      fulfilment: 'dine_in',
      table: '4',
      items: [
        { name: 'Chicken Adobo', quantity: 1, unit_price: 18_500 },
        { name: 'Garlic Rice', quantity: 2, unit_price: 6_000 },
      ],
    },
    steps: [['confirmed', 9]],
  },
  {
    placed: 28,
    order: {
      fulfilment: 'delivery',
      address: '9 Mercury Street, Makati',
      customer: { name: 'Dina Lim', phone: '+639191234567' },
      items: [{ name: 'Kare-Kare', quantity: 1, unit_price: 32_000 }],
    },
    steps: [
      ['cooking', 20],
      ['ready', 3],
    ],
  },
  {
    placed: 41,
    order: {
      fulfilment: 'delivery',
      address: '1 Rockwell Drive, Makati',
      customer: { name: 'Eli Tan', phone: '+639201234567' },
      items: [{ name: 'Sinigang', quantity: 2, unit_price: 28_000 }],
    },
    steps: [
      ['ready', 15],
      ['out_for_delivery', 11],
    ],
  },
  {
    placed: 55,
    order: {
      fulfilment: 'delivery',
      address: '5 Salcedo Street, Makati',
      customer: { name: 'Gio', phone: '+639211234567' },
      items: [{ name: 'Bibingka', quantity: 1, unit_price: 9_000 }],
    },
    steps: [
      ['ready', 30],
      ['out_for_delivery', 25],
      ['delivery_failed', 6, { reason: 'no_answer' }],
    ],
  },
  {
    placed: 44,
    order: {
      fulfilment: 'dine_in',
      table: '12',
      items: [{ name: 'Sisig', quantity: 1, unit_price: 25_000 }],
    },
    steps: [
      ['ready', 16],
      ['served', 14],
    ],
  },
  {
    placed: 2,
    order: {
      fulfilment: 'delivery',
      address: '12 Mabini Street, Manila',
      customer: { name: 'Kim', phone: '+639221234567' },
      items: [ramen, { name: 'Mango Shake', quantity: 1, unit_price: 12_000, notes: 'less ice' }],
    },
    steps: [],
  },
  {
    placed: 1,
    order: {
      fulfilment: 'dine_in',
      table: '9',
      items: [{ name: 'Kare-Kare', quantity: 1, unit_price: 32_000 }],
    },
    steps: [],
  },
];

const forLater: PlaceOrder = {
  fulfilment: 'pickup',
  customer: { name: 'Mia Santos', phone: '+639231234567' },
  items: [{ name: 'Lechon Belly', quantity: 1, unit_price: 95_000 }],
};

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const stepOf = (
  status: Parameters<typeof move>[0],
  ago: number,
  more: Readonly<Record<string, string>> = {},
): Step => ({ verb: 'update-status', body: { ...move(status).body, occurred_at: minutesAgo(ago), ...more } });

/** Plays the evening through the API. */
export async function playEvening(testBed: TestBed, api: RestaurantApi): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for (const past of evening) orders.push(await playPast(testBed, api, past));
  for (const hours of [2, 20])
    orders.push((await api.place({ ...forLater, scheduled_for: inHours(hours) })).order);
  return orders;
}

/** Plays what happened to one order through the API, and makes its beginning as old as it should be. */
export async function playPast(
  testBed: TestBed,
  api: RestaurantApi,
  { order, placed, steps }: Past,
): Promise<Order> {
  const { order: made } = await api.place(order);
  await grow(testBed, made, placed);
  for (const [status, ago, more] of steps) await api.change(made.order_id, stepOf(status, ago, more));
  return made;
}

/**
 * Orders cannot be placed in the past; in a database that is thrown away afterwards they can be made older.
 */
async function grow(testBed: TestBed, { order_id }: Order, minutes: number): Promise<void> {
  await testBed.session('passline', async (client) => {
    await client.query('SET session_replication_role = replica');
    const at = minutesAgo(minutes);
    await client.query(sql`UPDATE passline.orders SET placed_at = ${at} WHERE order_id = ${order_id}`);
    await client.query(sql`
      UPDATE passline.order_history SET occurred_at = ${at} WHERE order_id = ${order_id} AND version = 1`);
  });
}
