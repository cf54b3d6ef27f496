import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { conversation, offeredProtocols, offering } from '../support/offered-protocols.ts';
import { orders, World } from './contract-world.ts';
import { readDocument } from './operations.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const run = promisify(execFile);

const refresh = JSON.stringify({ refresh_token: 'none of ours' });

describe('A client that offers another protocol', () => {
  it.each(offeredProtocols)(
    '%s is answered as HTTP/1.1, with a body or without',
    async (protocol, further) => {
      expect(await conversation(world.url, offering(protocol, further, '/health/live'))).toMatch(
        /^HTTP\/1\.1 200 /,
      );
      expect(
        await conversation(world.url, offering(protocol, further, '/api/v1/auth/refresh', refresh)),
      ).toMatch(/^HTTP\/1\.1 401 /);
    },
  );

  it('Java’s own, with its defaults, places and moves an order', async () => {
    const { session } = await world.as('cashier');
    const program = join(import.meta.dirname, 'PlacesAnOrder.java');
    const { stdout } = await run('java', [program, world.url, session?.access_token ?? ''], {
      timeout: 60_000,
    });
    expect(stdout.trim().split('\n')).toEqual(['201', '200']);
  });

  it('HTTP/1.0, as a shop’s hooks speak it, is answered', async () => {
    expect(await conversation(world.url, 'GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe('A method that a path does not have', () => {
  /** The paths of the document with an id, or a label, in its place, each with its methods. */
  async function documented(): Promise<readonly (readonly [path: string, methods: readonly string[]])[]> {
    const { paths } = await readDocument(world.url);
    return Object.entries(paths).map(
      ([path, operations]) =>
        [
          path.replace('{label}', '7').replace(/\{\w+\}/g, '0190a000-0000-7000-8000-000000000001'),
          Object.keys(operations).map((method) => method.toUpperCase()),
        ] as const,
    );
  }

  it.each(methods)('is refused wherever the document has none: %s', async (method) => {
    const { token = '' } = await world.as('admin');
    const without = (await documented()).filter(([, has]) => !has.includes(method));
    expect(without.length).toBeGreaterThan(5);
    const answers = without
      .flatMap(([path]) => [path, `${path}/?limit=1`])
      .map(async (path) => {
        const headers = { authorization: `Bearer ${token}` };
        const { status, body } = await new Api(world.url).send(method, path, undefined, headers);
        return [path, status, problemSchema.safeParse(body).data?.code];
      });
    const refused = without.flatMap(([path]) => [path, `${path}/?limit=1`]);
    expect(await Promise.all(answers)).toEqual(refused.map((path) => [path, 405, 'method_not_allowed']));
  });

  it('is told by Allow which ones the document has, and HEAD beside GET', async () => {
    const told = (await documented()).map(async ([path, has]) => {
      const wrong = methods.find((method) => !has.includes(method)) ?? 'GET';
      const { headers } = await fetch(world.url + path, { method: wrong });
      // What every answer carries, it carries too.
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      return [path, headers.get('allow')?.split(', ').sort()];
    });
    expect(await Promise.all(told)).toEqual(
      (await documented()).map(([path, has]) => [
        path,
        [...has, ...(has.includes('GET') ? ['HEAD'] : [])].sort(),
      ]),
    );
  });

  it('is not taken for a path that does not exist', async () => {
    const response = await fetch(`${world.url}/api/v1/nothing`, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([404, null]);
  });
});

interface Received {
  readonly encoding: string | undefined;
  readonly vary: string | undefined;
  readonly bytes: Buffer;
}

describe('An answer of more than a kilobyte', () => {
  /** As it came over the wire. */
  const received = (path: string, accepted: string, token?: string, body?: object): Promise<Received> =>
    new Promise((resolve, reject) => {
      const headers = {
        'Accept-Encoding': accepted,
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      };
      request(world.url + path, { method: body ? 'POST' : 'GET', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
        response.on('end', () => {
          const { 'content-encoding': encoding, vary } = response.headers;
          resolve({ encoding, vary, bytes: Buffer.concat(parts) });
        });
      })
        .on('error', reject)
        .end(body && JSON.stringify(body));
    });

  it.each([
    ['/api/openapi.json', 'gzip', 'gzip'],
    ['/api/openapi.json', 'br, gzip;q=0.5', 'gzip'],
    ['/api/openapi.json', 'identity', undefined],
    ['/api/openapi.json', 'gzip;q=0', undefined],
    ['/health/live', 'gzip', undefined],
  ])('is sent as gzip to who takes it: %s, to who takes %s, as %s', async (path, accepted, encoding) => {
    expect((await received(path, accepted)).encoding).toBe(encoding);
  });

  it('may be a list of orders, the same when unpacked, and kept apart by caches', async () => {
    const cashier = await world.as('cashier');
    for (let count = 0; count < 5; count += 1) await cashier.place();
    const path = `${orders}/?limit=5`;
    const [packed, plain] = [
      await received(path, 'gzip', cashier.token),
      await received(path, 'identity', cashier.token),
    ];
    expect([packed.encoding, plain.encoding]).toEqual(['gzip', undefined]);
    expect(packed.vary?.toLowerCase()).toContain('accept-encoding');
    expect(JSON.parse(gunzipSync(packed.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
  });

  it('is one of 1,025 bytes, and none of 1,023', async () => {
    const { token } = await world.as('cashier');
    // A verdict says again what was sent as an order's id, up to 64 characters of it.
    const answerWith = (length: number, accepted: string): Promise<Received> => {
      const ids = ['.'.repeat(Math.ceil(length / 2)), '.'.repeat(Math.floor(length / 2))];
      const updates = [{ order_id: ids[0] }, { order_id: ids[1], status: 'ready', idempotency_key: 'a' }];
      return received(`${orders}/update-status/`, accepted, token, { updates });
    };
    const around = (await answerWith(2, 'identity')).bytes.length - 2;
    const sent = async (size: number, accepted: string) => {
      const { encoding, bytes } = await answerWith(size - around, accepted);
      return { encoding, length: (encoding === 'gzip' ? gunzipSync(bytes) : bytes).length };
    };
    expect(await sent(1_023, 'gzip')).toEqual({ encoding: undefined, length: 1_023 });
    expect(await sent(1_025, 'gzip')).toEqual({ encoding: 'gzip', length: 1_025 });
    expect(await sent(1_025, 'identity')).toEqual({ encoding: undefined, length: 1_025 });
  });
});
