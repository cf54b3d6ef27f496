import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { KeysUnavailableError, RemoteKeys } from './remote-keys.ts';

let server: Server;
let published: unknown;
let reads: number;
let away: boolean;
let now: number;
let keys: RemoteKeys;

async function jwk(kid: string, alg = 'ES256', more: JWK = {}): Promise<JWK> {
  return { ...(await exportJWK((await generateKeyPair(alg)).publicKey)), kid, ...more };
}

beforeEach(async () => {
  [reads, away, now] = [0, false, 0];
  server = createServer((_request, response) => {
    reads += 1;
    response.writeHead(away ? 503 : 200).end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  keys = new RemoteKeys(
    () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/keys`,
    () => now,
  );
  published = { keys: [await jwk('one')] };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('Keys that someone else publishes', () => {
  it('are found by their name, each with its one algorithm', async () => {
    published = {
      keys: [
        await jwk('one'),
        await jwk('two', 'RS256'),
        await jwk('three', 'RS256', { alg: 'RS256', use: 'sig' }),
      ],
    };
    const found = await Promise.all(['one', 'two', 'three'].map((kid) => keys.find(kid)));
    expect(found.map((key) => key?.algorithm)).toEqual(['ES256', 'RS256', 'RS256']);
    expect(reads).toBe(1);
  });

  it('are none of ours where they are for something else, or of a kind that we do not take', async () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' };
    published = {
      keys: [
        await jwk('for-encryption', 'ES256', { use: 'enc' }),
        await jwk('long', 'ES384'),
        await jwk('other', 'RS256', { alg: 'PS256' }),
        { ...(await jwk('x')), kid: undefined },
        secret,
        5,
        await jwk('one'),
      ],
    };
    for (const kid of ['for-encryption', 'long', 'other', 'secret', undefined, null, 5, '__proto__'])
      expect(await keys.find(kid)).toBeUndefined();
    expect(await keys.find('one')).toBeDefined();
  });

  it('are not asked for because of a name that nobody knows', async () => {
    for (let count = 0; count < 50; count += 1)
      expect(await keys.find(`made-up-${String(count)}`)).toBeUndefined();
    expect(reads).toBe(1);
  });

  it('are read again after a while, so that a new one is known soon, and one that was taken back is not', async () => {
    await keys.find('one');
    published = { keys: [await jwk('two')] };
    expect([await keys.find('one'), await keys.find('two')]).toEqual([expect.anything(), undefined]);
    now += 6_000;
    expect([await keys.find('one'), await keys.find('two')]).toEqual([undefined, expect.anything()]);
    expect(reads).toBe(2);
  });

  it('go on to hold while they cannot be read', async () => {
    await keys.find('one');
    away = true;
    now += 6_000;
    expect(await keys.find('one')).toBeDefined();
    published = 'nonsense';
    [away, now] = [false, now + 6_000];
    expect(await keys.find('one')).toBeDefined();
  });

  it('say so where they could never be read', async () => {
    away = true;
    await expect(keys.find('one')).rejects.toThrow(KeysUnavailableError);
    away = false;
    expect(await keys.find('one')).toBeDefined();
  });

  it('are read once by all who ask at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => keys.find('one')));
    expect(reads).toBe(1);
  });
});
