import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { createPublicKey } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { Database } from '../database/database.ts';
import { SigningKeyEntity } from './signing-key.entity.ts';

/** Thrown for a token whose key is not one of ours; it reads as an invalid token. */
class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
}

interface Key {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  readonly publicPem: string;
  readonly retired: boolean;
}

/** The keys that access tokens are signed with; they live in PostgreSQL, so that every instance signs and checks alike. */
@Injectable()
export class KeySet {
  #keys: readonly Key[] = [];
  #loadedAt = 0;

  constructor(private readonly database: Database) {}

  /** Makes the first key where there is none yet. */
  async open(): Promise<void> {
    await this.#load();
    if (this.#keys.some((key) => !key.retired)) return;
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = this.database.dataSource.getRepository(SigningKeyEntity);
    await keys.insert({ kid: newId(), privateKey: await exportJWK(privateKey), createdAt: new Date(), retiredAt: null });
    await this.#load();
  }

  /** What `/.well-known/jwks.json` answers; retired keys stay until their tokens have expired. */
  get publicKeys(): { keys: JWK[] } {
    return { keys: this.#keys.map((key) => key.publicJwk) };
  }

  /** The newest key, to sign with. */
  async signingKey(): Promise<{ kid: string; key: Awaited<ReturnType<typeof importJWK>> }> {
    const newest = this.#keys.filter((key) => !key.retired).at(-1);
    if (newest === undefined) throw new Error('there is no key to sign with');
    return { kid: newest.kid, key: await importJWK(newest.privateJwk, 'ES256') };
  }

  /** The public key that a token names, as PEM. @throws UnknownKeyError where it is not one of ours */
  async publicPem(token: string): Promise<string> {
    const { kid } = decodeProtectedHeader(token);
    const found = this.#find(kid) ?? (await this.#findAnew(kid));
    if (found === undefined) throw new UnknownKeyError('no key of ours has this kid');
    return found.publicPem;
  }

  #find(kid: unknown): Key | undefined {
    return this.#keys.find((key) => key.kid === kid);
  }

  /** Another instance may have made a key since; asked at most once in a while, since anyone may send any kid. */
  async #findAnew(kid: unknown): Promise<Key | undefined> {
    if (performance.now() - this.#loadedAt > 5_000) await this.#load();
    return this.#find(kid);
  }

  async #load(): Promise<void> {
    this.#loadedAt = performance.now();
    const rows = await this.database.dataSource.getRepository(SigningKeyEntity).find({ order: { createdAt: 'ASC', kid: 'ASC' } });
    this.#keys = rows.map((row) => keyOf(row));
  }
}

function keyOf({ kid, privateKey, retiredAt }: SigningKeyEntity): Key {
  const { d: _, ...point } = privateKey;
  const publicJwk = { ...point, kid, use: 'sig', alg: 'ES256' };
  const publicPem = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
  return { kid, privateJwk: privateKey, publicJwk, publicPem, retired: retiredAt !== null };
}
