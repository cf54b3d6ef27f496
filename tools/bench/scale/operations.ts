import { randomUUID } from 'node:crypto';
import { HeaderName, internalPaths } from '#libs/contracts';
import { happyPath } from '#libs/order-model';
import { writeBasic } from '#libs/service-kit';
import type { TimedRequest } from '../load/load-tasks.ts';
import { items } from '../load/place-pickup.ts';
import { gatewayAlone } from '../programs.ts';
import { rareStatus } from './fill-orders.ts';

/** What is asked of a database with many orders and of one with few. */
export const operations = [
  'Placing an order',
  'A change of status',
  'Reading one order',
  'The active orders',
  'Orders of a rare status',
  'Orders updated just now',
  'The board’s open orders',
  'The board’s latest orders',
  'What a message says',
] as const;
export type Operation = (typeof operations)[number];

/** An order, with the access token of its restaurant's POS. */
export interface KnownOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly token: string;
}

/** What requests are made of. */
export interface Known {
  /** One of each restaurant. */
  readonly tokens: readonly string[];
  /** Those that are changed, each as it was placed and confirmed. */
  readonly active: readonly KnownOrder[];
  /** Those that are read, from all of their time. */
  readonly ended: readonly KnownOrder[];
}

const orders = '/api/v1/online/orders/';
/** What an active order can still go through, without coming to its end. */
const steps = happyPath('delivery').slice(2, 5);
export const stepsEach = steps.length;

const get = (path: string, authorization: string): TimedRequest => ({
  method: 'GET',
  path,
  headers: { authorization },
});
const post = (path: string, authorization: string, body: object): TimedRequest => ({
  method: 'POST',
  path,
  headers: { authorization, [HeaderName.IdempotencyKey]: randomUUID() },
  body,
});
const list =
  (query: () => string) =>
  ({ tokens }: Known, index: number): TimedRequest =>
    get(`${orders}?${query()}`, `Bearer ${among(tokens, index)}`);

const requests: Readonly<Record<Operation, (known: Known, index: number) => TimedRequest>> = {
  'Placing an order': ({ tokens }, index) =>
    post(orders, `Bearer ${among(tokens, index)}`, { fulfilment: 'pickup', items }),
  'A change of status': ({ active }, index) => {
    const status = steps[Math.floor(index / active.length)];
    if (status === undefined) throw new RangeError('no order is left that could be changed');
    const { orderId, token } = among(active, index);
    return post(`${orders}${orderId}/update-status/`, `Bearer ${token}`, { status });
  },
  'Reading one order': ({ ended }, index) => {
    const { orderId, token } = among(ended, index);
    return get(orders + orderId, `Bearer ${token}`);
  },
  'The active orders': list(() => 'status=active'),
  'Orders of a rare status': list(() => `status=${rareStatus}`),
  'Orders updated just now': list(() => `updated_after=${encodeURIComponent(new Date().toISOString())}`),
  'The board’s open orders': list(() => 'status=active&limit=100'),
  'The board’s latest orders': list(() => 'status=all&limit=50'),
  'What a message says': ({ ended }, index) => {
    const { orderId, restaurantId } = among(ended, index);
    const { SERVICE_CLIENT_ID: id, SERVICE_CLIENT_SECRET: secret } = gatewayAlone.serviceClient;
    const path = `${internalPaths.messageFacts}/${orderId}?restaurant_id=${restaurantId}`;
    return get(path, writeBasic({ id, secret }));
  },
};

/**
 * The requests of one turn.
 * @param from how many there were before: it goes on with other restaurants and orders than those
 * @throws RangeError where the orders are out
 */
export const requestsOf = (operation: Operation, known: Known, from: number, count: number): TimedRequest[] =>
  Array.from({ length: count }, (_, index) => requests[operation](known, from + index));

function among<Item>(all: readonly Item[], index: number): Item {
  const item = all[index % all.length];
  if (item === undefined) throw new RangeError('there is none to ask for');
  return item;
}
