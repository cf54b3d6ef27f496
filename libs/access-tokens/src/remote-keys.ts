import * as z from 'zod';
import { ownAlgorithm, type PublicKey, publicKeyOf, type PublicKeys } from './public-keys.ts';

/** Thrown where a set of keys was never read yet, and cannot be read now. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** How long a set is taken for what is there now, in ms; and how long an answer may take. */
const freshFor = 5_000;
const patience = 5_000;

const keySchema = z.looseObject({
  kid: z.string().min(1).max(255),
  kty: z.enum(['EC', 'RSA']),
  use: z.string().optional(),
  alg: z.string().optional(),
  crv: z.string().optional(),
});
const keySetSchema = z.object({ keys: z.array(z.unknown()).max(100) });

/**
 * The public keys of whoever publishes them at one address. No token can make us ask another one, nor ask
 * this one sooner: a name that is not in the set is unknown until the set is read again. While it cannot be,
 * what was read last goes on to hold.
 */
export class RemoteKeys implements PublicKeys {
  #keys: ReadonlyMap<string, PublicKey> | null = null;
  #readAt = -Infinity;
  #reading: Promise<void> | null = null;

  constructor(
    private readonly url: () => string,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** @throws KeysUnavailableError */
  async find(kid: unknown): Promise<PublicKey | undefined> {
    if (this.#keys === null || this.clock() - this.#readAt > freshFor) await this.#readAgain();
    return typeof kid === 'string' ? this.#keys?.get(kid) : undefined;
  }

  #readAgain(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    try {
      this.#keys = await readKeys(this.url());
    } catch (cause) {
      if (this.#keys === null) throw new KeysUnavailableError('the public keys cannot be read', { cause });
    }
    this.#readAt = this.clock();
  }
}

async function readKeys(url: string): Promise<ReadonlyMap<string, PublicKey>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}`);
  const { keys } = keySetSchema.parse(await response.json());
  return new Map(keys.flatMap(namedKey));
}

/** Nothing where a key is of a kind that we do not know: a set may have keys for others. */
function namedKey(jwk: unknown): [string, PublicKey][] {
  const read = keySchema.safeParse(jwk);
  if (!read.success) return [];
  const { kid, kty, use = 'sig', crv, alg } = read.data;
  const algorithm = kty === 'RSA' ? 'RS256' : crv === 'P-256' ? ownAlgorithm : null;
  if (algorithm === null || use !== 'sig' || (alg ?? algorithm) !== algorithm) return [];
  return [[kid, publicKeyOf(read.data, algorithm)]];
}
