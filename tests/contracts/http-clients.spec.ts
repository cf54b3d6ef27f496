import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '#libs/contracts';
import { conversation, offeredProtocols, offering } from '../support/offered-protocols.ts';
import { orders, World } from './contract-world.ts';

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

describe('A method that a path does not have', () => {
  it.each([
    ['PUT', `${orders}/`, 'GET, HEAD, POST'],
    ['DELETE', `${orders}/`, 'GET, HEAD, POST'],
    ['GET', `${orders}/0190a000-0000-7000-8000-000000000001/update-status/`, 'POST'],
    ['POST', `${orders}/0190a000-0000-7000-8000-000000000001/status/`, 'GET, HEAD'],
    ['GET', '/api/v1/auth/login', 'POST'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['PATCH', '/.well-known/jwks.json', 'GET, HEAD'],
  ])('is refused: %s %s, where there is %s', async (method, path, allowed) => {
    const response = await fetch(world.url + path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allowed]);
    expect(problemSchema.parse(await response.json()).code).toBe('method_not_allowed');
  });

  it('is not taken for a path that does not exist', async () => {
    const response = await fetch(`${world.url}/api/v1/nothing`, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([404, null]);
  });
});

describe('An answer of more than a kilobyte', () => {
  const encodingOf = (path: string, accepted: string): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      request(world.url + path, { headers: { 'Accept-Encoding': accepted } }, (response) => {
        response.resume();
        resolve(response.headers['content-encoding']);
      })
        .on('error', reject)
        .end();
    });

  it('is sent as gzip to who takes it, and as it is to who does not', async () => {
    expect(await encodingOf('/api/openapi.json', 'gzip')).toBe('gzip');
    expect(await encodingOf('/api/openapi.json', 'identity')).toBeUndefined();
    expect(await encodingOf('/health/live', 'gzip')).toBeUndefined();
  });
});
