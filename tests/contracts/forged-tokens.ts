import { createPublicKey, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { KeyServer } from '../support/key-server.ts';
import type { World } from './contract-world.ts';

const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1_000);

/** Something in a token's header that nobody has heard of. */
const unheardOf = 'urn:unheard-of';

/** A way to sign whatever one likes with the service's real key, as only a thief of the database could. */
export async function realSigner(
  world: World,
): Promise<(claims: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>> {
  const [row] = await world.rows<{ kid: string; private_key: JWK }>(
    'SELECT kid, private_key FROM passline.signing_keys ORDER BY created_at DESC LIMIT 1',
  );
  if (row === undefined) throw new Error('there is no signing key');
  const key = await importJWK(row.private_key, 'ES256');
  return (claims, header = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: row.kid, ...header })
      .sign(key, { crit: { [unheardOf]: false } });
}

/**
 * Tokens that must not be believed, by what is wrong with each; all begin as the honest one.
 * @param attacker serves keys of their own to whoever lets a token talk them into asking
 */
export async function forgedTokens(
  world: World,
  honest: string,
  attacker: KeyServer,
): Promise<Readonly<Record<string, string>>> {
  const [claims, header] = [decodeJwt(honest), decodeProtectedHeader(honest)];
  const [headPart = '', bodyPart = '', signature = ''] = honest.split('.');
  const sign = await realSigner(world);
  return {
    'no algorithm': `${encoded({ ...header, alg: 'none' })}.${bodyPart}.`,
    'no algorithm, in capitals': `${encoded({ ...header, alg: 'NONE' })}.${bodyPart}.${signature}`,
    ...(await withPublicKeyAsSecret(world, claims, header.kid ?? '')),
    ...(await withOwnKey(claims, header.kid ?? '')),
    ...(await byOtherAlgorithms(claims, header.kid ?? '')),
    ...(await fromElsewhere(claims, header.kid ?? '', attacker)),
    'a key that nobody knows': await sign(claims, { kid: randomUUID() }),
    'no key named': await sign(claims, { kid: '' }),
    'a key named by SQL': await sign(claims, { kid: "' OR 1=1 --" }),
    'another audience': await sign({ ...claims, aud: 'someone-else' }),
    'another audience among others': await sign({ ...claims, aud: ['someone-else', 'passline.evil.test'] }),
    'another issuer': await sign({ ...claims, iss: 'https://evil.test' }),
    'no audience and no issuer': await sign({ ...claims, aud: undefined, iss: undefined }),
    'expired a second ago': await sign({ ...claims, exp: now() - 1 }),
    'no end': await sign({ ...claims, exp: undefined }),
    'not yet valid': await sign({ ...claims, nbf: now() + 3_600 }),
    'for refreshing': await sign({ ...claims, use: 'refresh' }),
    'for no use': await sign({ ...claims, use: undefined }),
    'a role that does not exist': await sign({ ...claims, role: 'owner' }),
    'staff in the role of a customer': await sign({ ...claims, kind: 'staff', role: 'customer' }),
    'staff of no restaurant': await sign({ ...claims, restaurant_id: null }),
    'a guest': await sign({ ...claims, kind: 'guest' }),
    'something that has to be understood and is not': await sign(claims, {
      crit: [unheardOf],
      [unheardOf]: true,
    }),
    'a session that is none': await sign({ ...claims, sid: 'x' }),
    'no one': await sign({ ...claims, sub: 'root' }),
    'claims changed after signing': `${headPart}.${encoded({ ...claims, role: 'admin', name: 'Mallory' })}.${signature}`,
    'a signature cut short': honest.slice(0, -4),
    'a signature of zeros': `${headPart}.${bodyPart}.${'A'.repeat(86)}`,
    'no signature': `${headPart}.${bodyPart}.`,
    'nothing but dots': '..',
    'no JSON inside': `${encoded('{')}.${encoded('[')}.x`,
    'null inside': `${encoded(null)}.${encoded(null)}.${signature}`,
    'far too long': `${headPart}.${'A'.repeat(3_500)}.${signature}`,
  };
}

/** The confusion of algorithms: HMAC, with what everyone may know as its secret. */
async function withPublicKeyAsSecret(
  world: World,
  claims: JWTPayload,
  kid: string,
): Promise<Record<string, string>> {
  const { keys } = (await (await fetch(`${world.url}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
  const jwk = keys.find((key) => key.kid === kid) ?? {};
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const hmac = (secret: string | Buffer): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(createSecretKey(Buffer.from(secret)));
  return {
    'HMAC by the public key': await hmac(pem),
    'HMAC by the public JWK': await hmac(JSON.stringify(jwk)),
  };
}

async function withOwnKey(claims: JWTPayload, kid: string): Promise<Record<string, string>> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const sign = (header: object): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey);
  return {
    'a key of one’s own under our key’s name': await sign({ kid }),
    'a key brought along': await sign({ kid, jwk }),
    'a key brought along under its own name': await sign({ kid: 'mine', jwk: { ...jwk, kid: 'mine' } }),
  };
}

/** Signed rightly, by an algorithm that is not our key's. */
async function byOtherAlgorithms(claims: JWTPayload, kid: string): Promise<Record<string, string>> {
  const tokens = await Promise.all(
    ['ES384', 'ES512', 'RS256', 'PS256', 'EdDSA'].map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg);
      return [
        `the algorithm ${alg}`,
        await new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey),
      ] as const;
    }),
  );
  return Object.fromEntries(tokens);
}

/**
 * Signed by a key that a server of the attacker's would gladly give out, under our key's name and under its
 * own.
 */
async function fromElsewhere(
  claims: JWTPayload,
  kid: string,
  attacker: KeyServer,
): Promise<Record<string, string>> {
  const url = `${attacker.issuer}keys`;
  const ways = { jku: url, x5u: url, x5c: ['MIIB'] } as const;
  const tokens = Object.entries(ways).flatMap(([name, value]) => [
    [`a key to be fetched by ${name}`, attacker.token(claims, { [name]: value })] as const,
    [
      `a key to be fetched by ${name}, under our key’s name`,
      attacker.token(claims, { kid, [name]: value }),
    ] as const,
  ]);
  return Object.fromEntries(
    await Promise.all(tokens.map(async ([flaw, token]) => [flaw, await token] as const)),
  );
}

/** Tracking tokens that were never handed out, or for another order. */
export function forgedLinks(token: string, other: string): Readonly<Record<string, string>> {
  const [id = '', signature = ''] = token.split('.');
  const otherSignature = other.split('.')[1] ?? '';
  const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
  return {
    'another order’s signature': `${id}.${otherSignature}`,
    'one letter changed': `${id}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    'a signature cut short': `${id}.${signature.slice(0, 16)}`,
    'no signature': `${id}.`,
    'an order that does not exist': `${random(16)}.${random(24)}`,
    'an id that is none': `${'_'.repeat(22)}.${random(24)}`,
    'no dot': `${id}${signature}`.slice(0, 60),
    'a word': 'guest',
    'U+0000 in it': `${id}.%00${signature.slice(3)}`,
  };
}
