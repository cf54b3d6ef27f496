import type * as z from 'zod';
import {
  accountEmailAnswerSchema,
  type AccountEmailFacts,
  type BoardNotices,
  boardNoticesSchema,
  type BoardOrder,
  boardOrderSchema,
  doneSchema,
  type DueReports,
  dueReportsSchema,
  type EndedSessionIds,
  endedSessionsSchema,
  type ExportedCustomer,
  exportedCustomerSchema,
  type ExportPart,
  type FeedbackRatings,
  feedbackRatingsSchema,
  type GuestsRequest,
  type GuestsResponse,
  guestsResponseSchema,
  internalPaths,
  type LastRestaurant,
  lastRestaurantSchema,
  type MessageFacts,
  messageFactsSchema,
  type PendingTasks,
  pendingTasksSchema,
  problemSchema,
  publicUrlSchema,
  type PushedTimes,
  type RestaurantFacts,
  restaurantFactsAnswerSchema,
  type SnapshotsRequest,
  type SnapshotsResponse,
  snapshotsResponseSchema,
  type TasksTaken,
  type WeeklyReport,
} from '#libs/contracts';
import { type Credentials, writeBasic } from '#libs/service-kit';
import { ProblemError } from '#libs/service-kit';
import { currentTrace, traceparentOf } from '#libs/service-kit';
import type { OwnUrl } from '#libs/service-kit';
import { type Answer, KeepAliveClient, type Question } from './keep-alive-client.ts';

/** Thrown where `orders` gives no answer, or one that says "later": ask again. */
export class OrdersUnavailableError extends Error {
  override readonly name = 'OrdersUnavailableError';
}

/** For news: how long the answer may wait for some, in whole seconds of at most four, unless it is ended. */
export interface Waiting {
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

/** How long an answer may take, in milliseconds. */
const patience = 5_000;

/**
 * What the other services ask of `orders`, over HTTP, within the trace of what they do.
 * Every call throws ProblemError for a refusal, and OrdersUnavailableError where it is worth asking again.
 */
export class OrdersClient {
  readonly #authorization: string;
  readonly #client = new KeepAliveClient(patience);

  constructor(
    private readonly ordersUrl: OwnUrl,
    credentials: Credentials,
  ) {
    this.#authorization = writeBasic(credentials);
  }

  /**
   * Whom each tracking token speaks for, in that order; null for one that is not (or no longer) ours. At most
   * 500.
   */
  async guests(tokens: GuestsRequest['tokens']): Promise<GuestsResponse['guests']> {
    return (await this.#ask(internalPaths.guests, guestsResponseSchema, { tokens })).guests;
  }

  /** One entry per order asked for, in that order; null where there is none. At most 500. */
  async snapshots(orders: SnapshotsRequest['orders']): Promise<SnapshotsResponse['orders']> {
    return (await this.#ask(internalPaths.snapshots, snapshotsResponseSchema, { orders })).orders;
  }

  /** @param restaurantId whose it is to be: another restaurant's is refused like one that does not exist */
  boardOrder(orderId: string, restaurantId: string): Promise<BoardOrder> {
    return this.#ask(orderPath(internalPaths.boardOrders, orderId, restaurantId), boardOrderSchema);
  }

  /** @param restaurantId whose it is to be: another restaurant's is refused like one that does not exist */
  messageFacts(orderId: string, restaurantId: string): Promise<MessageFacts> {
    return this.#ask(orderPath(internalPaths.messageFacts, orderId, restaurantId), messageFactsSchema);
  }

  /**
   * Sessions that ended in the last so many seconds, 1 to 1500; a session may be named again and again.
   * @param cursor of the answer before: what it did not tell is waited for. An `orders` of the release before
   * gives none, and answers at once.
   */
  endedSessions(seconds: number, cursor: string | undefined, waiting: Waiting): Promise<EndedSessionIds> {
    const query = new URLSearchParams({ seconds: String(seconds), wait_seconds: String(waiting.seconds) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const path = `${internalPaths.endedSessions}?${query.toString()}`;
    return this.#ask(path, endedSessionsSchema, undefined, waiting.signal);
  }

  /**
   * What the boards of all restaurants are to be told beside the changes of orders: that of the last half
   * minute, or what came since, some of it again.
   * @param cursor of the answer before: what it did not tell is waited for
   */
  boardNotices(cursor: string | undefined, waiting: Waiting): Promise<BoardNotices> {
    const query = new URLSearchParams({ wait_seconds: String(waiting.seconds) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const path = `${internalPaths.boardNotices}?${query.toString()}`;
    return this.#ask(path, boardNoticesSchema, undefined, waiting.signal);
  }

  async publicUrl(): Promise<string> {
    return (await this.#ask(internalPaths.publicUrl, publicUrlSchema)).public_url;
  }

  /**
   * What is to be done and was not taken yet; some of it at a time. An `orders` of the release before answers
   * at once where there is nothing.
   */
  pendingTasks({ seconds, signal }: Waiting): Promise<PendingTasks> {
    const path = `${internalPaths.pendingTasks}?wait_seconds=${String(seconds)}`;
    return this.#ask(path, pendingTasksSchema, undefined, signal);
  }

  /** They are safe here, or done: `orders` need not name them again. */
  async tasksTaken(taken: Partial<TasksTaken>): Promise<void> {
    const all: TasksTaken = { account_emails: [], erasures: [], exports: [], ...taken };
    await this.#ask(`${internalPaths.pendingTasks}/taken`, doneSchema, all);
  }

  /** With a link that is made anew at each call; null where nothing is to be sent any more. */
  async accountEmail(id: string): Promise<AccountEmailFacts | null> {
    const path = `${internalPaths.accountEmails}/${id}`;
    return (await this.#ask(path, accountEmailAnswerSchema, {})).account_email;
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

  /** What is known of those of the restaurants that there are; at most 100 at once. */
  async restaurants(ids: readonly string[]): Promise<readonly RestaurantFacts[]> {
    const path = `${internalPaths.restaurants}?ids=${ids.join()}`;
    return (await this.#ask(path, restaurantFactsAnswerSchema)).restaurants;
  }

  /** Replaces what was learned of the restaurant's orders of that kind. */
  async putLearnedTimes(times: PushedTimes): Promise<void> {
    await answered(this.#send('PUT', internalPaths.learnedTimes, times), doneSchema);
  }

  /**
   * How orders of all restaurants were liked, by when that was said last, then by order; at most 1,000 of
   * them.
   * @param after the place behind which it begins: RFC 3339, and of those of that moment the last order
   */
  async feedback(
    after: Readonly<{ updatedAt: string; orderId: string }>,
    limit: number,
  ): Promise<FeedbackRatings['feedback']> {
    const query = new URLSearchParams({
      updated_after: after.updatedAt,
      after_order_id: after.orderId,
      limit: String(limit),
    });
    return (await this.#ask(`${internalPaths.feedback}?${query.toString()}`, feedbackRatingsSchema)).feedback;
  }

  /** Of which restaurants the week is to be told now, and has not been. */
  async dueReports(): Promise<DueReports['reports']> {
    return (await this.#ask(internalPaths.weeklyReports, dueReportsSchema)).reports;
  }

  /** Has the week told to the restaurant's admins, once. */
  async postWeeklyReport(report: WeeklyReport): Promise<void> {
    await this.#ask(internalPaths.weeklyReports, doneSchema, report);
  }

  /** Says that insights is there. */
  async insightsHeartbeat(): Promise<void> {
    await this.#ask(internalPaths.insightsHeartbeat, doneSchema, {});
  }

  #ask<T>(path: string, schema: z.ZodType<T>, body?: unknown, signal?: AbortSignal): Promise<T> {
    const method = body === undefined ? 'GET' : 'POST';
    return answered(this.#send(method, path, body, signal), schema);
  }

  async #send(
    method: Question['method'],
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const trace = currentTrace();
    const headers = {
      authorization: this.#authorization,
      // It is next door: to pack an answer and unpack it costs more than to send it.
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(trace === undefined ? {} : { traceparent: traceparentOf(trace) }),
    };
    const written = body === undefined ? undefined : JSON.stringify(body);
    const question: Question = { method, headers, signal, body: written };
    try {
      return await this.#client.ask(this.ordersUrl.value + path, question);
    } catch (cause) {
      throw new OrdersUnavailableError('orders gave no answer', { cause });
    }
  }
}

async function answered<T>(sent: Promise<Answer>, schema: z.ZodType<T>): Promise<T> {
  const { status, body } = await sent;
  const answer = parsed(body);
  if (status >= 200 && status < 300) return schema.parse(answer);
  throw refusal(status, answer);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const orderPath = (path: string, orderId: string, restaurantId: string): string =>
  `${path}/${orderId}?restaurant_id=${restaurantId}`;

function refusal(status: number, answer: unknown): Error {
  const problem = problemSchema.safeParse(answer);
  if (!problem.success || status >= 500 || status === 429)
    return new OrdersUnavailableError(`orders answered ${String(status)}`);
  return new ProblemError(problem.data.code, problem.data.detail);
}
