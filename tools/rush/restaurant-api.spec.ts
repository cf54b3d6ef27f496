import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { move } from './order-plan.ts';
import { RestaurantApi } from './restaurant-api.ts';

/* Not real here: the server, so that it can fail on purpose. */
describe('the caller of the API', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const session = {
    access_token: 'token',
    token_type: 'Bearer',
    expires_in: 900,
    refresh_token: 'r',
    user: {
      user_id: '0190a000-0000-7000-8000-000000000001',
      role: 'cashier',
      restaurant_id: null,
      name: 'C',
    },
  };

  /**
   * Lets in everyone and answers changes with these, one after the other.
   * @returns its URL and the keys that it got
   */
  async function failing(
    ...answers: readonly (number | 'no answer')[]
  ): Promise<{ url: string; keys: unknown[] }> {
    const keys: unknown[] = [];
    server = createServer((request, response) => {
      if (request.url?.endsWith('/login') === true) {
        response.end(JSON.stringify(session));
        return;
      }
      const answer = answers[keys.length] ?? 200;
      keys.push(request.headers['idempotency-key']);
      if (answer === 'no answer') request.socket.destroy();
      else response.writeHead(answer).end(JSON.stringify({ version: 2, result: 'applied' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return { url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`, keys };
  }

  it('sends a change again under the same key where no answer came, or a 5xx', async () => {
    const { url, keys } = await failing('no answer', 503);
    const api = await RestaurantApi.logIn(url, { username: 'u', password: 'p' });
    const outcome = await api.change('some-order', move('confirmed'));
    api.close();

    expect(outcome).toMatchObject({ ok: true, version: 2, applied: true, retries: 2 });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('gives up at a rate limit and says how to lift it', async () => {
    const { url } = await failing(429);
    const api = await RestaurantApi.logIn(url, { username: 'u', password: 'p' });

    await expect(api.change('some-order', move('confirmed'))).rejects.toThrow(
      'Start Passline with RATE_LIMITS=off for a load test',
    );
    api.close();
  });
});
