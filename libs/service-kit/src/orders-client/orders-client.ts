import type * as z from 'zod';
import {
  type BoardOrder,
  boardOrderSchema,
  doneSchema,
  endedSessionsSchema,
  type Errands,
  errandsSchema,
  type ErrandsTaken,
  type ExportedCustomer,
  exportedCustomerSchema,
  type ExportPart,
  type GuestsRequest,
  type GuestsResponse,
  guestsResponseSchema,
  internalPaths,
  type LastRestaurant,
  lastRestaurantSchema,
  letterAnswerSchema,
  type LetterFacts,
  type MessageFacts,
  messageFactsSchema,
  problemSchema,
  publicUrlSchema,
  type SnapshotsRequest,
  type SnapshotsResponse,
  snapshotsResponseSchema,
} from '#libs/contracts';
import { type Credentials, writeBasic } from '../http/basic-credentials.ts';
import { ProblemError } from '../http/problem.error.ts';
import { currentTrace, traceparentOf } from '../http/trace.ts';
import type { OwnUrl } from '../settings/own-url.ts';

/** Thrown where `orders` gives no answer, or one that says "later": ask again. */
export class OrdersUnavailableError extends Error {
  override readonly name = 'OrdersUnavailableError';
}

/** How long an answer may take, in milliseconds. */
const patience = 5_000;

/**
 * What the other services ask of `orders`, over HTTP, within the trace of what they do.
 * Every call throws ProblemError for a refusal, and OrdersUnavailableError where it is worth asking again.
 */
export class OrdersClient {
  readonly #authorization: string;

  constructor(
    private readonly ordersUrl: OwnUrl,
    credentials: Credentials,
  ) {
    this.#authorization = writeBasic(credentials);
  }

  /** Whom each tracking token speaks for, in that order; null for one that is not (or no longer) ours. At most 500. */
  async guests(tokens: GuestsRequest['tokens']): Promise<GuestsResponse['guests']> {
    return (await this.#ask(internalPaths.guests, guestsResponseSchema, { tokens })).guests;
  }

  /** One entry per order asked for, in that order; null where there is none. At most 500. */
  async snapshots(orders: SnapshotsRequest['orders']): Promise<SnapshotsResponse['orders']> {
    return (await this.#ask(internalPaths.snapshots, snapshotsResponseSchema, { orders })).orders;
  }

  /** @param within whose order it is to be: another restaurant's is refused like one that does not exist */
  boardOrder(orderId: string, within: string): Promise<BoardOrder> {
    return this.#ask(`${internalPaths.boardOrders}/${orderId}?within=${within}`, boardOrderSchema);
  }

  /** @param within whose order it is to be: another restaurant's is refused like one that does not exist */
  messageFacts(orderId: string, within: string): Promise<MessageFacts> {
    return this.#ask(`${internalPaths.messageFacts}/${orderId}?within=${within}`, messageFactsSchema);
  }

  /** Sessions that ended in the last so many seconds, 1 to 1500; a session may be named again and again. */
  async endedSessions(seconds: number): Promise<string[]> {
    return (await this.#ask(`${internalPaths.endedSessions}?seconds=${String(seconds)}`, endedSessionsSchema))
      .sessions;
  }

  async publicUrl(): Promise<string> {
    return (await this.#ask(internalPaths.publicUrl, publicUrlSchema)).public_url;
  }

  /** What is to be done and was not taken over yet; some of it at a time. */
  errands(): Promise<Errands> {
    return this.#ask(internalPaths.errands, errandsSchema);
  }

  /** They are safe here, or done: `orders` need not name them again. */
  async errandsTaken(taken: ErrandsTaken): Promise<void> {
    await this.#ask(`${internalPaths.errands}/taken`, doneSchema, taken);
  }

  /** With a link that is made anew at each call; null where nothing is to be sent any more. */
  async letter(letterId: string): Promise<LetterFacts | null> {
    return (await this.#ask(`${internalPaths.letters}/${letterId}`, letterAnswerSchema, {})).letter;
  }

  /** Whom an export is about. @throws ProblemError `not_found` where nobody waits for it any more */
  exportedCustomer(exportId: string): Promise<ExportedCustomer> {
    return this.#ask(`${internalPaths.exports}/${exportId}`, exportedCustomerSchema);
  }

  /** Hands in a part of an export; of no use, and no harm, where nobody waits for it any more. */
  async exportPart(exportId: string, part: ExportPart): Promise<void> {
    await this.#ask(`${internalPaths.exports}/${exportId}`, doneSchema, part);
  }

  /** @param phone E.164 */
  async lastRestaurant(phone: string): Promise<LastRestaurant> {
    return (await this.#ask(internalPaths.lastRestaurants, lastRestaurantSchema, { phone })).restaurant;
  }

  async #ask<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await this.#fetch(path, body);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return schema.parse(answer);
    throw refusal(response.status, answer);
  }

  async #fetch(path: string, body?: unknown): Promise<Response> {
    const trace = currentTrace();
    const headers = {
      authorization: this.#authorization,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(trace === undefined ? {} : { traceparent: traceparentOf(trace) }),
    };
    const request = {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      signal: AbortSignal.timeout(patience),
    };
    try {
      return await fetch(
        this.ordersUrl.value + path,
        body === undefined ? request : { ...request, body: JSON.stringify(body) },
      );
    } catch (cause) {
      throw new OrdersUnavailableError('orders gave no answer', { cause });
    }
  }
}

function refusal(status: number, answer: unknown): Error {
  const problem = problemSchema.safeParse(answer);
  if (!problem.success || status >= 500 || status === 429)
    return new OrdersUnavailableError(`orders answered ${String(status)}`);
  return new ProblemError(problem.data.code, problem.data.detail);
}
