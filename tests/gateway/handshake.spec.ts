import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { problemSchema } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
const trusted = 'https://board.example.com';
let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open({ TRUSTED_ORIGINS: `https://other.example.com, ${trusted}` });
});
afterEach(() => world.close());

const staff = { sub: crypto.randomUUID(), kind: 'staff', role: 'manager', restaurant_id: restaurant };
const placed = (): string => world.orders.place({ restaurant_id: restaurant }).data.order_id;
const from = (origin: string) => ({ extraHeaders: { origin } });

/** The problem with which a handshake is refused. */
async function refusal(
  ...args: Parameters<GatewayWorld['connect']>
): Promise<{ code: string; status: number }> {
  const error: unknown = await world.connect(...args).then(
    () => {
      throw new Error('was let in');
    },
    (thrown: unknown) => thrown,
  );
  return problemSchema.parse(error instanceof Error && 'data' in error ? error.data : error);
}

describe('the handshake', () => {
  it('refuses whoever has no token, or one that is none', async () => {
    for (const token of [undefined, '', 'x', 'a.b.c', 'x'.repeat(5_000)]) {
      expect(await refusal('/tracking', token)).toMatchObject({ code: 'unauthenticated', status: 401 });
    }
  });

  it('refuses an access token that is expired, forged, or for another audience, issuer or use', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const tokens = [
      world.orders.accessToken(staff, { expiresInS: -1 }),
      world.orders.accessToken(staff, { key: privateKey }),
      world.orders.accessToken({ ...staff, aud: 'someone-else' }),
      world.orders.accessToken({ ...staff, iss: 'someone-else' }),
      world.orders.accessToken({ ...staff, use: 'refresh' }),
      world.orders.accessToken({ ...staff, kind: 'guest' }),
    ];
    for (const token of await Promise.all(tokens))
      expect(await refusal('/tracking', token)).toMatchObject({ code: 'unauthenticated' });
  });

  it('lets a tracking link in with whatever stands behind it, as the link that it is', async () => {
    const orderId = placed();
    const link = world.orders.trackingToken(orderId);
    for (const after of [').', '>', '_', 'x', '*', '%20', '\u200b', '. Thank you, see you at 8!'])
      granted(await follow(await world.connect('/tracking', link + after)));
    expect(await refusal('/tracking', link.slice(0, -1))).toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses a tracking link that was withdrawn, and one that never was', async () => {
    const link = world.orders.trackingToken(placed());
    world.orders.withdrawnLinks.add(link);
    expect(await refusal('/tracking', link)).toMatchObject({ code: 'unauthenticated' });
    expect(await refusal('/tracking', world.orders.trackingToken(crypto.randomUUID()))).toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('refuses staff who have not set a password of their own yet', async () => {
    const token = await world.orders.accessToken({ ...staff, must_change_password: true });
    expect(await refusal('/board', token)).toMatchObject({ code: 'password_change_required', status: 403 });
  });

  it('lets nobody into a namespace that does not exist', async () => {
    const client = world.client('/' as '/tracking', world.orders.trackingToken(placed()));
    await new Promise((resolve) => client.once('connect_error', resolve));
    expect(client.connected).toBe(false);
  });

  it('loses whoever cannot be judged now, so that the client comes again by itself', async () => {
    const id = placed();
    world.orders.away = true;
    const client = world.client('/tracking', world.orders.trackingToken(id), {
      reconnectionDelay: 20,
      reconnectionDelayMax: 50,
    });
    await new Promise((resolve) => client.io.once('reconnect_attempt', resolve));
    world.orders.away = false;
    await eventually(() => client.connected, 'the client back by itself');
    granted(await follow(client));
  });
});

describe('the board', () => {
  it('is for staff, and for devices that may read orders', async () => {
    const device = { sub: crypto.randomUUID(), kind: 'device', role: 'device', restaurant_id: restaurant };
    await world.connect('/board', await world.orders.accessToken(staff));
    await world.connect(
      '/board',
      await world.orders.accessToken({ ...device, scope: 'orders:read status:write' }),
    );
    const refused = [
      await world.orders.accessToken({ ...device, scope: 'status:write' }),
      await world.orders.accessToken({ ...staff, kind: 'customer', role: 'customer' }),
      world.orders.trackingToken(placed()),
    ];
    for (const token of refused)
      expect(await refusal('/board', token)).toMatchObject({ code: 'forbidden', status: 403 });
  });
});

describe('the origin of a page', () => {
  it('may be any for a tracking token, by polling too, as no cookie is involved', async () => {
    const link = world.orders.trackingToken(placed());
    granted(await follow(await world.connect('/tracking', link, from('https://a-restaurant.example'))));
    granted(
      await follow(await world.connect('/tracking', link, { ...from('null'), transports: ['polling'] })),
    );
    const poll = await fetch(`${world.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://a-restaurant.example' },
    });
    expect(poll.headers.get('access-control-allow-origin')).toBe('*');
    await poll.text();
  });

  it('must be our own or a trusted one for an access token', async () => {
    const token = await world.orders.accessToken(staff);
    await world.connect('/tracking', token);
    await world.connect('/tracking', token, from(trusted));
    await world.connect('/board', token, from(world.url));
    for (const origin of ['https://evil.example', 'null', 'http://board.example.com']) {
      expect(await refusal('/tracking', token, from(origin))).toMatchObject({ code: 'forbidden' });
    }
  });

  it('is refused at the transport where it is none at all', async () => {
    expect(await answerTo({ origin: 'not an origin' })).toMatchObject({ status: 403 });
    expect(await answerTo({ origin: 'not an origin' }, 'websocket')).toMatchObject({ status: 400 });
  });
});

describe('a gateway that is not ready', () => {
  it('answers 503 at the transport, lets clients in once it is ready, and says the same of its health', async () => {
    world.healthy = () => false;
    for (const transport of ['polling', 'websocket'] as const) {
      const answer = await answerTo({}, transport);
      expect(answer).toMatchObject({ status: 503, retryAfter: '1' });
      expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({ code: 'unavailable' });
    }
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(503);
    const client = world.client('/tracking', world.orders.trackingToken(placed()), {
      reconnectionDelay: 20,
      reconnectionDelayMax: 50,
    });
    await new Promise((resolve) => client.once('connect_error', resolve));
    expect(client.active).toBe(true);
    world.healthy = () => true;
    await eventually(() => client.connected, 'the client in by itself');
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
  });
});

/** What the transport itself answers to the first request of a connection. */
function answerTo(
  headers: Readonly<Record<string, string>>,
  transport: 'polling' | 'websocket' = 'polling',
): Promise<{ status: number; retryAfter: string | undefined; body: string }> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${world.url}/socket.io/?EIO=4&transport=${transport}`, {
      headers: { ...headers, ...(transport === 'websocket' && upgrade) },
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      void response
        .setEncoding('utf8')
        .toArray()
        .then((parts) => {
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            body: parts.join(''),
          });
        }, reject);
    });
    asked.end();
  });
}
