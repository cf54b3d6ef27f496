import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase } from '../support/postgres.ts';

const trusted = 'https://order.mabuhay.example';
const stranger = 'https://stranger.example';
let passline: Passline;
let cashier: Api;
let order: Order;

beforeAll(async () => {
  const database = await migratedDatabase();
  passline = await startPassline({ database, settings: { TRUSTED_ORIGINS: trusted } });
  cashier = await Api.as(passline.url, 'cashier');
  order = await cashier.place();
}, 120_000);
afterAll(() => passline.stop());

const paths = (): string[] => [
  `/api/v1/online/orders/${order.order_id}`,
  `/api/v1/online/orders/${order.order_id}/status/`,
];

/** What a browser asks before it sends a request with a token. */
const preflight = (origin: string, path: string, method: string) =>
  fetch(passline.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,if-none-match',
    },
  });

describe('a page of another origin', () => {
  it('reads by a tracking token wherever it stands, the ETag too', async () => {
    for (const path of paths()) {
      const asked = await preflight(stranger, path, 'GET');
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, stranger]);
      expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('if-none-match');
      const read = await cashier.guest(order).get(path, { origin: stranger });
      expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, stranger]);
      expect(read.headers.get('access-control-expose-headers')).toContain('ETag');
    }
  });

  it('may do no more than that, and never with cookies', async () => {
    for (const [path, method] of [
      ['/api/v1/online/orders/', 'GET'],
      [paths()[1] ?? '', 'POST'],
      ['/api/v1/auth/login', 'POST'],
    ] as const) {
      const asked = await preflight(stranger, path, method);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
      expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('does everything where it is trusted', async () => {
    const asked = await preflight(trusted, '/api/v1/online/orders/', 'POST');
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, trusted]);
    const list = await cashier.get('/api/v1/online/orders/', { origin: trusted });
    expect(list.headers.get('access-control-allow-origin')).toBe(trusted);
  });
});
