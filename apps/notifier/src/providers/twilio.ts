import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { writeBasic } from '#libs/service-kit';
import type { TwilioSettings } from '../notifier.config.ts';
import type { SendOutcome } from '../queue/index.ts';
import type { FoundText, SmsProvider, Text } from './sms-provider.ts';

/** `TwilioSettings`. */
export const TWILIO_SETTINGS = Symbol('settings of Twilio');

/** How long one answer may take, in milliseconds. */
const patience = 15_000;
/** The number's owner has said to Twilio that they want no texts from ours. */
export const optedOutCode = '21610';
/** Failures before a byte was sent: nothing can have happened. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const failedStatuses: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);
const trialPrefix = 'Sent from your Twilio trial account - ';

const messageSchema = z.object({ sid: z.string().min(1) });
const failureSchema = z.object({
  name: z.string().catch('failure'),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
});
const errorSchema = z.object({ code: z.number().nullish(), message: z.string().default('') });
const listSchema = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      body: z.string().nullable(),
      status: z.string(),
      error_code: z.union([z.number(), z.string()]).nullish(),
      date_created: z.string().nullish(),
    }),
  ),
  next_page_uri: z.string().nullish(),
});
type Listed = z.infer<typeof listSchema>['messages'][number];

/**
 * Texts by Twilio's REST API, which knows no idempotency key: what may have been sent is never sent again
 * without having been looked for.
 */
@Injectable()
export class Twilio implements SmsProvider {
  readonly #authorization: string;
  readonly #messagesUrl: string;

  constructor(@Inject(TWILIO_SETTINGS) private readonly account: TwilioSettings) {
    this.#authorization = writeBasic({ id: account.accountSid, secret: account.authToken });
    this.#messagesUrl = `${account.apiUrl}/2010-04-01/Accounts/${encodeURIComponent(account.accountSid)}/Messages.json`;
  }

  async send({ to, body, statusCallback }: Text): Promise<SendOutcome> {
    const { from } = this.account;
    const sender: Record<string, string> = from.startsWith('MG')
      ? { MessagingServiceSid: from }
      : { From: from };
    const form = new URLSearchParams({ To: to, ...sender, Body: body, StatusCallback: statusCallback });
    try {
      const response = await this.#fetch(this.#messagesUrl, { method: 'POST', body: form });
      return await outcomeOf(response);
    } catch (error) {
      const code = codeOf(error);
      return { kind: neverSent.has(code) ? 'later' : 'unknown', error: `no answer (${code})` };
    }
  }

  async textsTo(phone: string, since: Date): Promise<readonly FoundText[]> {
    const found: FoundText[] = [];
    let page: string | null =
      `${this.#messagesUrl}?${new URLSearchParams({ To: phone, PageSize: '100' }).toString()}`;
    while (page !== null) {
      const { messages, next_page_uri: next } = await this.#list(page);
      found.push(...messages.filter((message) => !isBefore(message, since)).map(asFound));
      // Newest first: a page that ends before the time asked for is the last one of use.
      page =
        next && !messages.some((message) => isBefore(message, since))
          ? new URL(next, this.account.apiUrl).toString()
          : null;
    }
    return found;
  }

  async #list(url: string): Promise<z.infer<typeof listSchema>> {
    const response = await this.#fetch(url, {});
    if (!response.ok) throw new Error(`the look-up was answered ${response.status}`);
    return listSchema.parse(await response.json());
  }

  #fetch(url: string, request: RequestInit): Promise<Response> {
    // A connection of its own: one kept open that the other side has closed meanwhile would leave the fate of
    // a text unknown.
    const headers = { authorization: this.#authorization, accept: 'application/json', connection: 'close' };
    return fetch(url, { ...request, redirect: 'error', headers, signal: AbortSignal.timeout(patience) });
  }
}

async function outcomeOf(response: Response): Promise<SendOutcome> {
  const { status } = response;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return acceptedAs(answer);
  const { code, message } = errorSchema.catch({ message: '' }).parse(answer);
  const error = `HTTP ${status}${code ? `, code ${code}` : ''}${message ? `: ${message}` : ''}`;
  if (String(code) === optedOutCode) return { kind: 'opted_out' };
  if (status === 429 || status === 503)
    return { kind: 'later', error, ...retryAfter(response.headers.get('retry-after')) };
  return { kind: status >= 400 && status < 500 ? 'refused' : 'unknown', error };
}

function acceptedAs(answer: unknown): SendOutcome {
  const message = messageSchema.safeParse(answer);
  return message.success
    ? { kind: 'sent', providerId: message.data.sid }
    : { kind: 'unknown', error: 'accepted, but the answer cannot be read' };
}

function retryAfter(header: string | null): { readonly retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: ms } : {};
}

/** What fetch says of a failure stands on its cause. */
function codeOf(error: unknown): string {
  const { cause, name } = failureSchema.parse(error);
  return cause?.code ?? name;
}

const isBefore = ({ date_created: at }: Listed, since: Date): boolean =>
  at != null && Date.parse(at) < since.getTime();

function asFound({ sid, body, status, error_code: code }: Listed): FoundText {
  const text = body ?? '';
  return {
    providerId: sid,
    body: text.startsWith(trialPrefix) ? text.slice(trialPrefix.length) : text,
    failure: failedStatuses.has(status) ? `${status}, code ${String(code ?? 'none')}` : null,
  };
}
