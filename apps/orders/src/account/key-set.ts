import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { createPublicKey } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { accessTokenLife } from './token-life.ts';
import { SigningKeyEntity } from './signing-key.entity.ts';

/** How often what was rotated elsewhere is looked for, in ms. */
const lookEvery = 2_000;

/** For how long after its last signature a key is believed, in seconds: until the tokens that it signed have ended, wherever a clock may stand. */
const believedFor = accessTokenLife + 60;

/** Any number that no one else locks with: keys are made by one at a time. */
const keyLock = 7_277_010;

interface Key {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  readonly publicPem: string;
  readonly signsFrom: number;
}

/**
 * The keys that access tokens are signed with; they live in PostgreSQL, so that every instance signs and checks alike. Whatever name a token gives its key,
 * it is looked for among these alone.
 */
@Injectable()
export class KeySet implements BeforeApplicationShutdown {
  #keys: ReadonlyMap<string, Key> = new Map();
  #timer: NodeJS.Timeout | undefined;
  readonly #heardOfNew: ((kid: string) => void)[] = [];
  readonly #heardOfGone: (() => void)[] = [];

  constructor(private readonly database: Database) {}

  /** Makes the first key where there is none yet. */
  async open(): Promise<void> {
    await this.database.transactionAs(NarrowRole.Keys, async (manager) => {
      await holdKeys(manager);
      if (!(await manager.existsBy(SigningKeyEntity, {}))) await makeKey(manager, new Date());
    });
    this.#keys = await this.#read();
    // While the database is away nothing is signed anyway, and what was known goes on to hold.
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), lookEvery);
  }

  /** Tells of each key that was made while this instance runs. */
  onNewKey(hear: (kid: string) => void): void {
    this.#heardOfNew.push(hear);
  }

  /** Tells when keys hold no longer. */
  onKeysGone(hear: () => void): void {
    this.#heardOfGone.push(hear);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** What `/.well-known/jwks.json` answers: a key that will sign soon is among them, and one that signed until lately. */
  get publicKeys(): { keys: JWK[] } {
    return { keys: [...this.#keys.values()].map((key) => key.publicJwk) };
  }

  /** The newest key whose time has come, to sign with. */
  async signingKey(): Promise<{ kid: string; key: Awaited<ReturnType<typeof importJWK>> }> {
    const newest = [...this.#keys.values()].findLast(({ signsFrom }) => signsFrom <= Date.now());
    if (newest === undefined) throw new Error('there is no key to sign with');
    return { kid: newest.kid, key: await importJWK(newest.privateJwk, 'ES256') };
  }

  /** As PEM; nothing where no key of ours has the name. */
  publicPem(kid: unknown): string | undefined {
    return typeof kid === 'string' ? this.#keys.get(kid)?.publicPem : undefined;
  }

  async #look(): Promise<void> {
    const [before, after] = [this.#keys, await this.#read()];
    this.#keys = after;
    for (const kid of after.keys())
      if (!before.has(kid))
        this.#heardOfNew.forEach((hear) => {
          hear(kid);
        });
    if ([...before.keys()].some((kid) => !after.has(kid)))
      this.#heardOfGone.forEach((hear) => {
        hear();
      });
  }

  /** In the order in which they begin to sign. */
  async #read(): Promise<ReadonlyMap<string, Key>> {
    const rows = await this.database.transactionAs(NarrowRole.Keys, (manager) =>
      manager
        .createQueryBuilder(SigningKeyEntity, 'key')
        .where(`key.retiredAt IS NULL OR key.retiredAt > now() - :life * interval '1 second'`, {
          life: believedFor,
        })
        .orderBy('key.signsFrom')
        .addOrderBy('key.kid')
        .getMany(),
    );
    return new Map(rows.map((row) => [row.kid, keyOf(row)]));
  }
}

/** Whoever changes keys holds them first. */
export const holdKeys = (manager: EntityManager): Promise<unknown> =>
  manager.query('SELECT pg_advisory_xact_lock($1)', [keyLock]);

/** @returns its name */
export async function makeKey(manager: EntityManager, signsFrom: Date): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = newId();
  await manager.insert(SigningKeyEntity, {
    kid,
    privateKey: await exportJWK(privateKey),
    createdAt: new Date(),
    signsFrom,
    retiredAt: null,
  });
  return kid;
}

function keyOf({ kid, privateKey, signsFrom }: SigningKeyEntity): Key {
  const { d: _, ...point } = privateKey;
  const publicJwk = { ...point, kid, use: 'sig', alg: 'ES256' };
  const publicPem = createPublicKey({ key: publicJwk, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
  return { kid, privateJwk: privateKey, publicJwk, publicPem, signsFrom: signsFrom.getTime() };
}
