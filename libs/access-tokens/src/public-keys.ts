import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';

/** By which our own tokens are signed. */
export const ownAlgorithm = 'ES256';

/**
 * Algorithms by which a token may be signed: ours is ES256, identity providers mostly take RS256. Neither is
 * a shared secret.
 */
export const tokenAlgorithms = [ownAlgorithm, 'RS256'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

export interface PublicKey {
  readonly algorithm: TokenAlgorithm;
  readonly pem: string;
}

/** The keys that one issuer signs with. */
export interface PublicKeys {
  /** @throws KeysUnavailableError where they cannot be read */
  find(kid: unknown): PublicKey | undefined | Promise<PublicKey | undefined>;
}

/** Where `orders` publishes its own. */
export const keySetPath = '/.well-known/jwks.json';

/** @throws TypeError for a JWK that is no public key */
export const publicKeyOf = (jwk: JsonWebKeyInput['key'], algorithm: TokenAlgorithm): PublicKey => ({
  algorithm,
  pem: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
});
