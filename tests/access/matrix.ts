import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../support/api.ts';
import { anOrder, newKey } from '../support/api.ts';
import { type Asker, askers, type Trio, type Whose } from './cast.ts';

/** What an asker is told: `ok`, or the status of the refusal. */
export type Verdict = 'ok' | 401 | 403 | 404;

/** By whose order it is; `here` where a call concerns none: then it is about the first restaurant. */
export type Row = Readonly<Record<Asker, Readonly<Partial<Record<Whose | 'here', Verdict>>>>>;

export interface Call {
  /** As the API's document names it. */
  readonly name: string;
  readonly row: Row;
  /** The status that the orders have before it is asked. */
  readonly after?: 'confirmed';
  readonly ask: (by: Api, subject: Subject) => Promise<Answer>;
}

/** What a call is about. */
export interface Subject {
  readonly orderId: string;
  readonly userId: string;
  readonly deviceId: string;
}

const orders = '/api/v1/online/orders';
const managers: readonly Asker[] = ['admin', 'manager'];
const tills: readonly Asker[] = [...managers, 'cashier', 'device'];
const people: readonly Asker[] = [...managers, 'cashier', 'kitchen', 'courier'];
const readers: readonly Asker[] = [...people, 'device', 'reader'];
const whose: readonly Whose[] = ['own', 'others', 'foreign'];

/**
 * A row over three orders. The first restaurant's staff and tills that are named are let in at both of its
 * orders; who of the others may read an order is told that this step is not theirs, and of another
 * restaurant's order that there is none.
 */
function overOrders(allowed: readonly Asker[], more: Partial<Record<Asker, readonly Verdict[]>> = {}): Row {
  const strangers: Partial<Record<Asker, readonly Verdict[]>> = {
    nobody: [401, 401, 401],
    rival: [404, 404, 'ok'],
    ...more,
  };
  const known = (asker: Asker): readonly Verdict[] =>
    allowed.includes(asker) ? ['ok', 'ok', 404] : people.includes(asker) ? [403, 403, 404] : [403, 403, 403];
  const verdicts = (asker: Asker): readonly Verdict[] => strangers[asker] ?? known(asker);
  return rowOf((asker) => Object.fromEntries(whose.map((one, index) => [one, verdicts(asker)[index]])));
}

/** Of the restaurant as a whole: the rival asks of its own. */
const ofRestaurant = (allowed: readonly Asker[]): Row =>
  rowOf((asker) => ({ here: asker === 'nobody' ? 401 : allowed.includes(asker) ? 'ok' : 403 }));

/** Of one thing of the first restaurant: to another restaurant it does not exist. */
const ofOneHere = (allowed: readonly Asker[]): Row =>
  rowOf((asker) => ({
    here: asker === 'nobody' ? 401 : asker === 'rival' ? 404 : allowed.includes(asker) ? 'ok' : 403,
  }));

const rowOf = (verdicts: (asker: Asker) => Row[Asker]): Row =>
  Object.fromEntries(askers.map((asker) => [asker, verdicts(asker)])) as Row;

const reading = overOrders(readers, { customer: ['ok', 403, 404], guest: ['ok', 404, 404] });

/**
 * Everything that can be asked of one order: a refusal of what is another restaurant's is that of an order
 * which does not exist.
 */
export const aboutOrders: readonly Call[] = [
  { name: `GET ${orders}/{id}`, row: reading, ask: (by, { orderId }) => by.get(`${orders}/${orderId}`) },
  {
    name: `GET ${orders}/{id}/status`,
    row: reading,
    ask: (by, { orderId }) => by.get(`${orders}/${orderId}/status/`),
  },
  {
    name: `POST ${orders}/{id}/update-status`,
    row: overOrders([...tills, 'kitchen']),
    ask: (by, { orderId }) => by.change(orderId, 'update-status', { status: 'confirmed' }),
  },
  {
    name: `POST ${orders}/{id}/recall`,
    row: overOrders([...tills, 'kitchen']),
    after: 'confirmed',
    ask: (by, { orderId }) => by.change(orderId, 'recall', { reason: 'mistake' }),
  },
  {
    name: `POST ${orders}/{id}/delay`,
    row: overOrders([...tills, 'kitchen']),
    ask: (by, { orderId }) => by.change(orderId, 'delay', { minutes: 5, reason: 'busy' }),
  },
  {
    name: `POST ${orders}/{id}/cancel`,
    row: overOrders(tills, { customer: ['ok', 403, 404] }),
    ask: (by, { orderId }) => by.change(orderId, 'cancel', { reason: 'customer' }),
  },
  {
    name: `POST ${orders}/{id}/amend`,
    // The kitchen amends lines alone.
    row: overOrders([...tills, 'courier'], { kitchen: [403, 403, 404] }),
    ask: (by, { orderId }) => by.change(orderId, 'amend', { payment: { status: 'paid' } }),
  },
  {
    name: `POST ${orders}/{id}/link`,
    row: overOrders(readers),
    ask: (by, { orderId }) => by.post(`${orders}/${orderId}/link/`),
  },
  {
    name: `DELETE ${orders}/{id}/link`,
    row: overOrders(readers),
    ask: (by, { orderId }) => by.send('DELETE', `${orders}/${orderId}/link/`),
  },
  {
    name: `GET ${orders}/{id}/link.svg`,
    row: overOrders(readers),
    ask: (by, { orderId }) => by.get(`${orders}/${orderId}/link.svg`),
  },
];

const person = (): object => ({ username: `${randomUUID()}@example.test`, name: 'New', role: 'kitchen' });

export const aboutRestaurants: readonly Call[] = [
  {
    name: `POST ${orders}`,
    row: ofRestaurant([...tills, 'customer', 'rival']),
    ask: (by) => by.post(`${orders}/`, anOrder()),
  },
  { name: `GET ${orders}`, row: ofRestaurant([...readers, 'rival']), ask: (by) => by.get(`${orders}/`) },
  {
    name: `GET ${orders}/history`,
    row: ofRestaurant([...readers, 'customer', 'rival']),
    ask: (by) => by.get(`${orders}/history/`),
  },
  {
    name: `POST ${orders}/update-status`,
    row: ofRestaurant([...tills, 'kitchen', 'courier', 'rival']),
    ask: (by, { orderId }) =>
      by.post(`${orders}/update-status/`, {
        updates: [{ order_id: orderId, status: 'confirmed', idempotency_key: newKey() }],
      }),
  },
  {
    name: 'GET /api/v1/staff',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.get('/api/v1/staff'),
  },
  {
    name: 'POST /api/v1/staff',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.post('/api/v1/staff', person()),
  },
  {
    name: 'PATCH /api/v1/staff/{id}',
    row: ofOneHere(managers),
    ask: (by, { userId }) => by.send('PATCH', `/api/v1/staff/${userId}`, { name: 'Other' }),
  },
  {
    name: 'POST /api/v1/staff/{id}/reset-password',
    row: ofOneHere(managers),
    ask: (by, { userId }) => by.post(`/api/v1/staff/${userId}/reset-password`),
  },
  {
    name: 'GET /api/v1/devices',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.get('/api/v1/devices'),
  },
  {
    name: 'POST /api/v1/devices',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.post('/api/v1/devices', { name: 'Till', scopes: ['orders:read'] }),
  },
  {
    name: 'POST /api/v1/devices/{id}/rotate',
    row: ofOneHere(managers),
    ask: (by, { deviceId }) => by.post(`/api/v1/devices/${deviceId}/rotate`),
  },
  {
    name: 'DELETE /api/v1/devices/{id}',
    row: ofOneHere(managers),
    ask: (by, { deviceId }) => by.send('DELETE', `/api/v1/devices/${deviceId}`),
  },
  {
    name: 'GET /api/v1/me',
    row: ofRestaurant([...readers, 'customer', 'guest', 'rival']),
    ask: (by) => by.get('/api/v1/me'),
  },
  {
    name: 'GET /api/v1/restaurant',
    row: ofRestaurant([...readers, 'rival']),
    ask: (by) => by.get('/api/v1/restaurant'),
  },
  {
    name: 'PATCH /api/v1/restaurant',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.send('PATCH', '/api/v1/restaurant', { base_preparation_minutes: 15 }),
  },
  {
    name: 'GET /api/v1/restaurant/pace',
    row: ofRestaurant([...readers, 'rival']),
    ask: (by) => by.get('/api/v1/restaurant/pace'),
  },
  {
    name: 'PUT /api/v1/restaurant/pace',
    row: ofRestaurant([...managers, 'cashier', 'kitchen', 'rival']),
    ask: (by) => by.send('PUT', '/api/v1/restaurant/pace', { mode: 'busy' }),
  },
  {
    name: 'GET /api/v1/restaurant/tables',
    row: ofRestaurant([...readers, 'rival']),
    ask: (by) => by.get('/api/v1/restaurant/tables'),
  },
  {
    name: 'PUT /api/v1/restaurant/tables',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.send('PUT', '/api/v1/restaurant/tables', { labels: ['7'] }),
  },
  {
    name: 'GET /api/v1/restaurant/tables/{label}/entry',
    row: ofRestaurant([...people, 'rival']),
    ask: (by) => by.get('/api/v1/restaurant/tables/7/entry'),
  },
  {
    name: 'GET /api/v1/restaurant/tables/{label}/entry.svg',
    row: ofRestaurant([...people, 'rival']),
    ask: (by) => by.get('/api/v1/restaurant/tables/7/entry.svg'),
  },
  {
    name: 'POST /api/v1/restaurant/tables/renew',
    row: ofRestaurant([...managers, 'rival']),
    ask: (by) => by.post('/api/v1/restaurant/tables/renew'),
  },
  {
    name: 'GET /api/v1/customers/me/export',
    row: ofRestaurant(['customer']),
    ask: (by) => by.get('/api/v1/customers/me/export'),
  },
  {
    name: 'PATCH /api/v1/customers/me',
    row: ofRestaurant(['customer']),
    ask: (by) => by.send('PATCH', '/api/v1/customers/me', { name: 'Cleo Customer' }),
  },
];

/** Calls that need a token and are left out above, each with the reason. */
export const judgedElsewhere: Readonly<Record<string, string>> = {
  [`POST ${orders}/{id}/feedback`]:
    'from when the customer has the food on: tests/contracts/feedback.spec.ts',
  [`GET ${orders}/{id}/feedback`]: 'once there is some: tests/contracts/feedback.spec.ts',
  'POST /api/v1/auth/password': 'about the caller alone: tests/administration/sessions.spec.ts',
  'DELETE /api/v1/customers/me': 'ends the account that asks: tests/administration/customers.spec.ts',
};

/** What insights answers, which may be left out. */
export const aboutFigures: typeof aboutRestaurants = [
  'summary',
  'stages',
  'promises',
  'hours',
  'reasons',
  'feedback',
].map((report) => ({
  name: `GET /api/v1/analytics/${report}`,
  row: ofRestaurant([...managers, 'rival']),
  ask: (by: Api) => by.get(`/api/v1/analytics/${report}`),
}));

/** What of the API may be called without a token. */
export const open: readonly string[] = [
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/token',
  'POST /api/v1/auth/logout',
  'POST /api/v1/sms/status',
  'POST /api/v1/sms/inbound',
  'POST /api/v1/customers',
  'POST /api/v1/customers/resend',
  'POST /api/v1/customers/confirm',
  'POST /api/v1/customers/forgot-password',
  'POST /api/v1/customers/reset-password',
  'POST /api/v1/tables/enter',
];

/**
 * Who may follow an order on a socket: whoever may read its status; "not yours" is the same as "none" there.
 */
export const following = overOrders(readers, { customer: ['ok', 404, 404], guest: ['ok', 404, 404] });

/** Who has a board. */
export const watching: Row = ofRestaurant([...people, 'device', 'reader', 'rival']);

export const verdictOf = ({ status, body }: Pick<Answer, 'status' | 'body'>): Verdict => {
  if (status < 300) return 'ok';
  if (status === 401 || status === 403 || status === 404) return status;
  throw new Error(`neither let in nor shut out: ${String(status)} ${JSON.stringify(body)}`);
};

export const subjectsOf = (trio: Trio): readonly (readonly [Whose, string])[] =>
  whose.map((one) => [one, trio[one].order_id]);
