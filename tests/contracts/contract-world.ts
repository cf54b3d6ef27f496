import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import pg from 'pg';
import {
  type OAuthError,
  oauthErrorSchema,
  type Order,
  type Problem,
  problemSchema,
  problemStatus,
  scopeSchema,
  type Scope,
} from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';

// A start, or a table of some hundred requests, takes its time on a busy machine.
jest.setTimeout(120_000);

export const orders = '/api/v1/online/orders';

/** The two restaurants of the demo, by the accounts that work in them. */
export const rivalManager = 'manager@rival.test';

/** Everyone who may ask: the six accounts, a POS with all scopes, and the holder of a tracking link. */
export const askers = [
  'admin',
  'manager',
  'cashier',
  'device',
  'kitchen',
  'courier',
  'customer',
  'guest',
] as const;
export type Asker = (typeof askers)[number];

type Settings = Readonly<Record<string, string>>;

/**
 * One real Passline on a database of its own, its callers, and a look behind its back as the database's
 * owner.
 */
export class World {
  readonly #callers = new Map<string, Promise<Api>>();

  private constructor(
    readonly passline: Passline,
    readonly database: TestDatabase,
    readonly owner: pg.Pool,
  ) {}

  /** @param further settings that depend on the database */
  static async open(
    settings: Settings = {},
    further: (database: TestDatabase) => Promise<Settings> = () => Promise.resolve({}),
  ): Promise<World> {
    const database = await migratedDatabase();
    const passline = await startPassline({
      database,
      settings: { RATE_LIMITS: 'off', NOTIFY_HOLD_MS: '3600000', ...settings, ...(await further(database)) },
    });
    return new World(passline, database, new pg.Pool({ connectionString: database.adminUrl, max: 2 }));
  }

  get url(): string {
    return this.passline.url;
  }

  /** A demo account, logged in once. */
  as(account: string): Promise<Api> {
    const caller = this.#callers.get(account) ?? Api.as(this.url, account);
    this.#callers.set(account, caller);
    return caller;
  }

  /** A POS of the account's restaurant, with these scopes or all. */
  async device(scopes: readonly Scope[] = scopeSchema.options, colleague = 'manager'): Promise<Api> {
    const { session } = await this.as(colleague);
    const [client, secret] = [`pos-${randomUUID()}`, randomBytes(32).toString('base64url')];
    const hash = createHash('sha256').update(secret).digest('hex');
    const text =
      'INSERT INTO passline.devices (device_id, restaurant_id, name, client_id, secret_hash, scopes) VALUES ($1, $2, $3, $4, $5, $6)';
    await this.owner.query(text, [randomUUID(), session?.user.restaurant_id, 'Till 1', client, hash, scopes]);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: secret,
    });
    const response = await fetch(`${this.url}/api/v1/auth/token`, { method: 'POST', body: form });
    const { access_token } = (await response.json()) as { access_token: string };
    return new Api(this.url, access_token);
  }

  /** Whoever of the askers it is; a guest is the holder of this order's link. */
  async asker(name: Asker, order: Order): Promise<Api> {
    if (name === 'guest') return (await this.as('manager')).guest(order);
    if (name !== 'device') return this.as(name);
    const device = this.#callers.get('device') ?? this.device();
    this.#callers.set('device', device);
    return device;
  }

  /** Nothing happens by itself from here on, so that what has changed was changed by a request. */
  async holdTimers(): Promise<void> {
    await this.rows(`CREATE FUNCTION passline.never_due() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.due_at := '2999-01-01';
        RETURN NEW;
      END $$`);
    await this.rows(`CREATE TRIGGER never_due BEFORE INSERT ON passline.timers
      FOR EACH ROW EXECUTE FUNCTION passline.never_due()`);
  }

  /** What the owner of the database sees. */
  async rows<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, [...values])).rows;
  }

  /** The versions in an order's history, as they lie in the database, oldest first. */
  async versionsOf(orderId: string): Promise<number[]> {
    const found = await this.rows<{ version: number }>(
      'SELECT version FROM passline.order_history WHERE order_id = $1 ORDER BY version',
      [orderId],
    );
    return found.map(({ version }) => version);
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.passline.stop();
  }
}

const insides =
  /\n\s+at |\(.+:\d+:\d+\)|node_modules|file:\/\/|\.[jt]s:\d+|\b(SELECT|INSERT|UPDATE|DELETE)\b.+\b(FROM|INTO|SET)\b|passline\.\w+_|QueryFailed|ZodError|relation "/;

/**
 * Reads a refusal as every refusal has to be: RFC 9457 with a known code, and not a word of the insides.
 * Throws where it is not so.
 */
export function refusal({ status, headers, body }: Answer): Problem {
  const problem = problemSchema.parse(body);
  const faults = [
    headers.get('content-type')?.startsWith('application/problem+json') === true
      ? ''
      : `the content type is ${String(headers.get('content-type'))}`,
    problem.status === status ? '' : `the problem says ${String(problem.status)}`,
    problemStatus[problem.code] === status ? '' : `${problem.code} does not belong to ${String(status)}`,
    /^[0-9a-f]{32}$/.test(problem.trace_id) ? '' : `trace_id is "${problem.trace_id}"`,
    problem.detail !== '' && problem.title !== '' && problem.type !== '' ? '' : 'a member is empty',
    insides.test(JSON.stringify(body)) ? 'it tells of the insides' : '',
  ].filter((fault) => fault !== '');
  if (faults.length > 0)
    throw new Error(
      `${String(status)} is not a proper refusal: ${faults.join(', ')}: ${JSON.stringify(body).slice(0, 500)}`,
    );
  return problem;
}

/**
 * Reads a refusal of the token endpoint as RFC 6749 §5.2 has it: JSON, a known error, printable ASCII, and
 * kept by nobody. Throws where it is not so.
 */
export function oauthRefusal({ status, headers, body }: Answer): OAuthError {
  const refused = oauthErrorSchema.strict().parse(body);
  const faults = [
    headers.get('content-type')?.startsWith('application/json') === true ? '' : 'it is not JSON',
    headers.get('cache-control') === 'no-store' && headers.get('pragma') === 'no-cache'
      ? ''
      : 'it may be kept',
    /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(refused.error_description) ? '' : 'its description is not ASCII',
    (status === 401) === (refused.error === 'invalid_client')
      ? ''
      : `${refused.error} came with ${String(status)}`,
    (status === 401) === (headers.get('www-authenticate')?.startsWith('Basic ') === true)
      ? ''
      : 'its challenge is not Basic',
    insides.test(JSON.stringify(body)) ? 'it tells of the insides' : '',
  ].filter((fault) => fault !== '');
  if (faults.length > 0)
    throw new Error(`${String(status)} is not OAuth’s: ${faults.join(', ')}: ${JSON.stringify(body)}`);
  return refused;
}

/** A refusal without what differs from one request to the next. */
export function sameForAll(answer: Answer): unknown {
  const { trace_id: _, ...rest } = refusal(answer);
  return rest;
}
