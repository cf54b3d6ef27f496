import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { v7 as newId } from 'uuid';
import {
  accessTokenLife,
  ownAlgorithm,
  type PublicKey,
  publicKeyOf,
  type PublicKeys,
} from '#libs/access-tokens';
import { sql } from '#libs/postgres';
import { Database, NarrowRole, type Transaction } from '../../platform/index.ts';
import { signingKeyColumns, type SigningKeyRow } from './signing-key-row.ts';

/** How often what was rotated elsewhere is looked for, in ms. */
const lookEvery = 2_000;

/**
 * For how long after its last signature a key is believed, in seconds: until the tokens that it signed have
 * ended, wherever a clock may stand.
 */
const believedFor = accessTokenLife + 60;

/** Any number that no one else locks with: keys are made by one at a time. */
const keyLock = 7_277_010;

interface Key {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  readonly publicKey: PublicKey;
  readonly signsFrom: number;
}

/**
 * The keys that access tokens are signed with; they live in PostgreSQL, so that every instance signs and
 * checks alike. Whatever name a token gives its key, it is looked for among these alone.
 */
@Injectable()
export class KeySet implements PublicKeys, OnApplicationBootstrap, BeforeApplicationShutdown {
  #keys: ReadonlyMap<string, Key> = new Map();
  #timer: NodeJS.Timeout | undefined;
  readonly #heardOfNew: ((kid: string) => void)[] = [];
  readonly #heardOfGone: (() => void)[] = [];

  constructor(private readonly database: Database) {}

  /** Makes the first key where there is none yet. */
  async onApplicationBootstrap(): Promise<void> {
    await this.database.transactionAs(NarrowRole.Keys, async (transaction) => {
      await holdKeys(transaction);
      const [known] = await transaction.query(sql`SELECT kid FROM passline.signing_keys LIMIT 1`);
      if (known === undefined) await makeKey(transaction, new Date());
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

  /**
   * What `/.well-known/jwks.json` answers: a key that will sign soon is among them, and one that signed until
   * lately.
   */
  get publicKeys(): { keys: JWK[] } {
    return { keys: [...this.#keys.values()].map((key) => key.publicJwk) };
  }

  /** The newest key whose time has come, to sign with. */
  async signingKey(): Promise<{ kid: string; key: Awaited<ReturnType<typeof importJWK>> }> {
    const newest = [...this.#keys.values()].findLast(({ signsFrom }) => signsFrom <= Date.now());
    if (newest === undefined) throw new Error('there is no key to sign with');
    return { kid: newest.kid, key: await importJWK(newest.privateJwk, ownAlgorithm) };
  }

  /** Nothing where no key of ours has the name. */
  find(kid: unknown): PublicKey | undefined {
    return typeof kid === 'string' ? this.#keys.get(kid)?.publicKey : undefined;
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
    const rows = await this.database.asRole<SigningKeyRow>(
      NarrowRole.Keys,
      sql`SELECT ${signingKeyColumns.selected()} FROM passline.signing_keys
        WHERE retired_at IS NULL OR retired_at > now() - ${believedFor} * interval '1 second'
        ORDER BY signs_from, kid`,
    );
    return new Map(rows.map((row) => [row.kid, keyOf(row)]));
  }
}

/** Whoever changes keys holds them first. */
export const holdKeys = (transaction: Transaction): Promise<unknown> =>
  transaction.query(sql`SELECT pg_advisory_xact_lock(${keyLock})`);

/** @returns its name */
export async function makeKey(transaction: Transaction, signsFrom: Date): Promise<string> {
  const { privateKey } = await generateKeyPair(ownAlgorithm, { extractable: true });
  const kid = newId();
  const row = {
    kid,
    privateKey: await exportJWK(privateKey),
    createdAt: new Date(),
    signsFrom,
    retiredAt: null,
  };
  await transaction.query(
    sql`INSERT INTO passline.signing_keys (${signingKeyColumns.names})
      VALUES (${signingKeyColumns.values(row)})`,
  );
  return kid;
}

function keyOf({ kid, privateKey, signsFrom }: SigningKeyRow): Key {
  const { d: _, ...point } = privateKey;
  const publicJwk = { ...point, kid, use: 'sig', alg: ownAlgorithm };
  const publicKey = publicKeyOf(publicJwk, ownAlgorithm);
  return { kid, privateJwk: privateKey, publicJwk, publicKey, signsFrom: signsFrom.getTime() };
}
