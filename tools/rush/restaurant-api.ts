import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import {
  HeaderName,
  type Order,
  orderSchema,
  type PlaceOrder,
  problemSchema,
  type Session,
  sessionSchema,
} from '#libs/contracts';
import { HttpCaller, type Reply } from './http-caller.ts';
import type { Step } from './order-plan.ts';
import { LogInRefusedError, RateLimitedError, RushError, UnreachableError } from './rush.errors.ts';

export interface Account {
  readonly username: string;
  readonly password: string;
}

/**
 * What became of a request. `sentAt` by `performance.now()`, when it was sent for the first time; `ms` until
 * its answer.
 */
export interface Outcome {
  readonly sentAt: number;
  readonly ms: number;
  /** How often it was sent again because no answer came, or a 5xx. */
  readonly retries: number;
}
export type ChangeOutcome = Outcome &
  (
    | { readonly ok: true; readonly version: number; readonly applied: boolean }
    | { readonly ok: false; readonly code: string }
  );

/** What is read of the answer to a change. */
const changedSchema = z.object({ version: z.int(), result: z.string().optional() });

const orders = '/api/v1/online/orders/';
const attempts = 6;
/** A token is renewed once this share of its life is over. */
const renewAfter = 0.5;

interface LoggedIn {
  readonly token: string;
  readonly until: number;
}

/** A restaurant's POS on the public API: what gets no answer is sent again under the same key. */
export class RestaurantApi {
  readonly #caller: HttpCaller;
  #session: LoggedIn | undefined;
  /** One log-in for all that wait for it. */
  #loggingIn: Promise<LoggedIn> | undefined;

  private constructor(
    readonly url: string,
    private readonly account: Account,
    connections: number,
    private readonly now: () => number,
  ) {
    this.#caller = new HttpCaller(url, connections);
  }

  /**
   * @param now the clock by which tokens end, in ms
   * @throws UnreachableError, LogInRefusedError, RateLimitedError, RushError
   */
  static async logIn(
    url: string,
    account: Account,
    connections = 256,
    now = (): number => performance.now(),
  ): Promise<RestaurantApi> {
    const api = new RestaurantApi(url, account, connections, now);
    await api.token();
    return api;
  }

  /** @throws RateLimitedError, UnreachableError, or RushError with the code of the refusal */
  async place(order: PlaceOrder): Promise<Outcome & { readonly order: Order }> {
    const { reply, ...outcome } = await this.#send(orders, order, 'placing orders');
    if (reply.status !== 201) throw new RushError(`no order can be placed: ${codeOf(reply)}`);
    return { ...outcome, order: orderSchema.parse(JSON.parse(reply.body)) };
  }

  /** @throws RateLimitedError, UnreachableError */
  async change(orderId: string, { verb, body }: Step): Promise<ChangeOutcome> {
    const { reply, ...outcome } = await this.#send(`${orders}${orderId}/${verb}/`, body, 'changing orders');
    if (reply.status !== 200) return { ...outcome, ok: false, code: codeOf(reply) };
    const { version, result } = changedSchema.parse(JSON.parse(reply.body));
    return { ...outcome, ok: true, version, applied: result !== 'already_applied' };
  }

  close(): void {
    this.#caller.close();
  }

  /** An access token that holds for a while yet. */
  async token(): Promise<string> {
    if (this.#session === undefined || this.#session.until <= this.now()) {
      this.#session = await (this.#loggingIn ??= this.#renew().finally(() => (this.#loggingIn = undefined)));
    }
    return this.#session.token;
  }

  async #renew(): Promise<LoggedIn> {
    const { access_token: token, expires_in } = await this.#logIn();
    return { token, until: this.now() + expires_in * 1_000 * renewAfter };
  }

  async #logIn(): Promise<Session> {
    const reply = await this.#caller.post('/api/v1/auth/login', this.account);
    if (reply.status === 200) return sessionSchema.parse(JSON.parse(reply.body));
    if (reply.status === 429) throw new RateLimitedError('logging in');
    if (reply.status === 401) throw new LogInRefusedError(this.account.username);
    throw new RushError(
      `${this.url} does not log anyone in (${String(reply.status)}): is it Passline's address?`,
    );
  }

  /** Waits twice as long after each try, without chance: a rush of the same seed is the same rush. */
  async #send(path: string, body: unknown, what: string): Promise<Outcome & { readonly reply: Reply }> {
    const key = randomUUID();
    let first: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const headers = { authorization: `Bearer ${await this.token()}`, [HeaderName.IdempotencyKey]: key };
      first ??= performance.now();
      const answer = await this.#caller.post(path, body, headers).catch(unanswered);
      if (!(answer instanceof UnreachableError)) {
        if (answer.status === 429) throw new RateLimitedError(what);
        if (answer.status < 500 || attempt === attempts)
          return { reply: answer, sentAt: first, ms: performance.now() - first, retries: attempt - 1 };
      } else if (attempt === attempts) throw answer;
      await delay(100 * 2 ** attempt);
    }
  }
}

function unanswered(error: unknown): UnreachableError {
  if (error instanceof UnreachableError) return error;
  throw error;
}

function codeOf({ status, body }: Reply): string {
  const read = problemSchema.pick({ code: true }).safeParse(parsed(body));
  return read.success ? read.data.code : `HTTP ${String(status)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
