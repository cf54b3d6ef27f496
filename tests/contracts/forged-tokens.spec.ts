import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { problemSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { KeyServer } from '../support/key-server.ts';
import { orders, refusal, World } from './contract-world.ts';
import { forgedLinks, forgedTokens, realSigner } from './forged-tokens.ts';

let world: World;
let attacker: KeyServer;
let cashier: Api;
let path: string;
let forged: readonly (readonly [flaw: string, token: string])[];
beforeAll(async () => {
  [world, attacker] = [await World.open(), await KeyServer.open()];
  cashier = await world.as('cashier');
  const [order, other] = [await cashier.place(), await cashier.place()];
  path = `${orders}/${order.order_id}/status/`;
  const accessTokens = await forgedTokens(world, cashier.token ?? '', attacker);
  const links = forgedLinks(cashier.guest(order).token ?? '', cashier.guest(other).token ?? '');
  forged = [
    ...Object.entries(accessTokens),
    ...Object.entries(links).map(([flaw, token]) => [`link: ${flaw}`, token] as const),
  ];
});
afterAll(async () => {
  await world.close();
  await attacker.close();
});

/** What a request with the token is answered. */
async function overHttp(token: string): Promise<string> {
  const answer = await new Api(world.url).get(path, { authorization: `Bearer ${token}` });
  return answer.status === 401
    ? refusal(answer).code
    : `${String(answer.status)} ${JSON.stringify(answer.body).slice(0, 200)}`;
}

/** The code with which a handshake with the token is refused. */
function overSocket(namespace: string, token: string): Promise<string> {
  const socket = io(world.url + namespace, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  return new Promise<string>((resolve) => {
    socket.once('connect', () => {
      resolve('let in');
    });
    socket.once('connect_error', (error) => {
      resolve(problemSchema.safeParse('data' in error ? error.data : undefined).data?.code ?? error.message);
    });
  }).finally(() => socket.disconnect());
}

const ways: Readonly<Record<string, (token: string) => Promise<string>>> = {
  'over HTTP': overHttp,
  'on a socket of /tracking': (token) => overSocket('/tracking', token),
  'on a socket of /board': (token) => overSocket('/board', token),
};

describe('A forged token', () => {
  it('is forged in at least twenty ways', () => {
    expect(forged.length).toBeGreaterThanOrEqual(40);
    expect(new Set(forged.map(([, token]) => token)).size).toBe(forged.length);
  });

  it.each(Object.keys(ways))('is not believed %s, whatever is wrong with it', async (way) => {
    const answers = await Promise.all(
      forged.map(async ([flaw, token]) => [flaw, await ways[way]?.(token)] as const),
    );
    expect(answers.filter(([, answer]) => answer !== 'unauthenticated')).toEqual([]);
  });

  it('makes nobody ask for the key that it names', () => {
    expect(attacker.asked).toEqual([]);
  });
});

describe('Whoever sends a token that does not hold', () => {
  const flaws: readonly (readonly [flaw: string, says: RegExp, wrong: object, header: object])[] = [
    ['expired', /^This token expired at 2001-09-09T01:46:40\.000Z/, { exp: 1_000_000_000 }, {}],
    ['another audience', /^This token is for another audience/, { aud: 'someone-else' }, {}],
    ['another issuer', /^This token is of another issuer/, { iss: 'someone-else' }, {}],
    ['another use', /^This token is for another use/, { use: 'refresh' }, {}],
    ['an unknown key', /^This token names no key that is known here/, {}, { kid: 'another' }],
  ];
  const details = async (token: string): Promise<readonly string[]> => {
    const { headers, ...answer } = await new Api(world.url).get(path, { authorization: `Bearer ${token}` });
    const { detail } = refusal({ headers, ...answer });
    expect(headers.get('www-authenticate')).toBe(
      `Bearer error="invalid_token", error_description="${detail.replaceAll('"', "'")}"`,
    );
    const sockets = ['/tracking', '/board'].map(
      (namespace) =>
        new Promise<string>((resolve) => {
          const socket = io(world.url + namespace, {
            auth: { token },
            transports: ['websocket'],
            reconnection: false,
            forceNew: true,
          });
          socket.once('connect_error', (error) => {
            resolve(problemSchema.parse('data' in error ? error.data : undefined).detail);
            socket.disconnect();
          });
        }),
    );
    return [detail, ...(await Promise.all(sockets))];
  };

  it.each(flaws)(
    'is told what is wrong with it, over HTTP and on sockets: %s',
    async (_, says, wrong, header) => {
      const token = await (await realSigner(world))({ ...decodeJwt(cashier.token ?? ''), ...wrong }, header);
      for (const detail of await details(token)) {
        expect(detail).toMatch(says);
        expect(token.split('.').some((part) => detail.includes(part))).toBe(false);
      }
    },
  );

  it('is told so where it was changed, or is none', async () => {
    const [head = '', body = '', signature = ''] = (cashier.token ?? '').split('.');
    const changed = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const detail of await details(changed)) expect(detail).toMatch(/^The signature of this token/);
    for (const none of ['x', 'a.b.c', `${head}.`])
      for (const detail of await details(none)) expect(detail).toMatch(/^This is no access token/);
  });

  it('is told to send one where there is none, and then of no error', async () => {
    for (const authorization of [undefined, 'Bearer', 'Basic eDp4']) {
      const answer = await new Api(world.url).get(path, authorization === undefined ? {} : { authorization });
      expect([refusal(answer).detail, answer.headers.get('www-authenticate')]).toEqual([
        'Send a token as "Authorization: Bearer …".',
        'Bearer',
      ]);
    }
  });
});

describe('A token that our key signed', () => {
  it('is believed on all of these ways, and nothing that stands in its header is fetched', async () => {
    const sign = await realSigner(world);
    const token = await sign(decodeJwt(cashier.token ?? ''), {
      jku: `${attacker.issuer}keys`,
      x5u: `${attacker.issuer}keys`,
    });
    expect([
      await overHttp(token),
      await overSocket('/tracking', token),
      await overSocket('/board', token),
    ]).toEqual([expect.stringMatching(/^200 /), 'let in', 'let in']);
    expect(attacker.asked).toEqual([]);
  });
});
