import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { AccessTokenVerifier, InvalidTokenError } from './access-token-verifier.ts';
import { type PublicKey, publicKeyOf, type PublicKeys, type TokenAlgorithm } from './public-keys.ts';
import { KeysUnavailableError } from './remote-keys.ts';

const ids = { account: crypto.randomUUID(), restaurant: crypto.randomUUID(), session: crypto.randomUUID() };
const inAMinute = (): number => Math.floor(Date.now() / 1_000) + 60;
const claims = (): JWTPayload => ({
  iss: 'passline',
  aud: 'passline',
  sub: ids.account,
  use: 'access',
  kind: 'staff',
  name: 'Ana',
  role: 'cashier',
  restaurant_id: ids.restaurant,
  sid: ids.session,
  exp: inAMinute(),
});

type Sign = (claims: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>;

async function signer(alg: TokenAlgorithm): Promise<{ readonly sign: Sign; readonly key: PublicKey }> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const sign: Sign = (told, header = {}) =>
    new SignJWT(told)
      .setProtectedHeader({ alg, kid: 'one', ...header })
      .sign(privateKey, { crit: { unheard: false } });
  return { sign, key: publicKeyOf(await exportJWK(publicKey), alg) };
}

let sign: Sign;
let key: PublicKey;
let verifier: AccessTokenVerifier;
const issuers = { own: { issuer: 'passline', audience: 'passline' }, provider: null };
const keysOf = (find: PublicKeys['find']): AccessTokenVerifier => new AccessTokenVerifier({ find }, issuers);

beforeAll(async () => {
  ({ sign, key } = await signer('ES256'));
  verifier = keysOf((kid) => (kid === 'one' ? key : undefined));
});

describe('an access token', () => {
  it('says who is asking, in which session, and until when', async () => {
    const told = claims();
    expect(await verifier.verify(await sign(told))).toEqual({
      account: {
        kind: 'staff',
        id: ids.account,
        name: 'Ana',
        role: 'cashier',
        restaurant_id: ids.restaurant,
      },
      sessionId: ids.session,
      expiresAt: Number(told.exp) * 1_000,
    });
  });

  it.each([
    ['from another issuer', { iss: 'someone-else' }, {}, /is of another issuer/],
    ['for another audience', { aud: 'someone-else' }, {}, /is for another audience/],
    ['expired', { exp: inAMinute() - 61 }, {}, /expired at \d{4}-\d\d-\d\dT[\d:]+\.000Z: ask for another/],
    ['without an end', { exp: undefined }, {}, /does not say who/],
    ['with an end that is no time', { exp: 'soon' as unknown as number }, {}, /does not say who/],
    ['not valid yet', { nbf: inAMinute() }, {}, /is not valid before \d{4}-/],
    ['for another use', { use: 'refresh' }, {}, /is for another use/],
    ['for no use', { use: undefined }, {}, /is for another use/],
    ['of a role that does not exist', { role: 'owner' }, {}, /does not say who/],
    ['with a key that nobody knows', {}, { kid: 'two' }, /names no key that is known/],
    ['without a key', {}, { kid: undefined }, /names no key that is known/],
    ['with something unheard of', {}, { crit: ['unheard'], unheard: true }, /must be understood/],
  ] as const)('does not hold, and says why: %s', async (_flaw, wrong, header, why) => {
    const token = await sign({ ...claims(), ...wrong }, header as Partial<JWTHeaderParameters>);
    const refused = verifier.verify(token);
    await expect(refused).rejects.toThrow(InvalidTokenError);
    await expect(refused).rejects.toThrow(why);
  });

  it('does not hold where it was changed after it was signed, whatever it says then', async () => {
    const [head = '', , signature = ''] = (await sign(claims())).split('.');
    for (const wrong of [{ role: 'admin' }, { exp: 1 }, { aud: 'someone-else' }, { use: 'refresh' }]) {
      const body = Buffer.from(JSON.stringify({ ...claims(), ...wrong })).toString('base64url');
      await expect(verifier.verify(`${head}.${body}.${signature}`)).rejects.toThrow(/^The signature/);
    }
  });

  it('does not hold where its key is for another algorithm', async () => {
    const other = await signer('RS256');
    await expect(verifier.verify(await other.sign(claims()))).rejects.toThrow(InvalidTokenError);
    const posing = keysOf(() => ({ ...other.key, algorithm: 'ES256' }));
    await expect(posing.verify(await other.sign(claims()))).rejects.toThrow(InvalidTokenError);
  });

  it.each(['', 'x', '..', 'a.b.c', 'null.null.null'])('is not %p', async (text) => {
    await expect(verifier.verify(text)).rejects.toThrow(InvalidTokenError);
    await expect(verifier.verify(text)).rejects.toThrow(/^This is no access token/);
  });

  it('is neither good nor bad while the keys cannot be read', async () => {
    const away = keysOf(() => Promise.reject(new KeysUnavailableError('away')));
    await expect(away.verify(await sign(claims()))).rejects.toThrow(KeysUnavailableError);
  });

  it('is judged for itself, however many are judged at once', async () => {
    const told = Array.from({ length: 20 }, (_, index) => ({ ...claims(), name: `Ana ${String(index)}` }));
    const verified = await Promise.all(told.map(async (each) => verifier.verify(await sign(each))));
    expect(verified.map(({ account }) => account.name)).toEqual(told.map(({ name }) => name));
  });
});
