import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with requests that send a text; looking texts up always works while the stand-in is up. */
export type TwilioFailure =
  | { readonly kind: 'none' }
  | { readonly kind: 'too_many_requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' }
  /** 500, with nothing accepted. */
  | { readonly kind: 'internal_error' }
  /** The text is accepted, and the connection breaks before the answer. */
  | { readonly kind: 'lost_answer' }
  /** The answer stays out until the promise is settled. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  | { readonly kind: 'refuse'; readonly code: number; readonly message: string };

export interface SentText {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string | null;
  readonly createdAt: Date;
  status: string;
  errorCode: number | null;
}

export interface TwilioCredentials {
  readonly accountSid: string;
  readonly authToken: string;
}

interface PassOn {
  /** Where it really goes, where that is not the URL that Twilio knows. */
  readonly to?: string;
  /** Instead of the right one; null for none. */
  readonly signature?: string | null;
  /** Fields beside, or instead of, the usual ones. */
  readonly more?: Readonly<Record<string, string>>;
  /** Fields that someone changes on the way. */
  readonly tampered?: Readonly<Record<string, string>>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * Twilio's Messages resource as https://www.twilio.com/docs/messaging/api/message-resource documents it, as
 * far as texts go.
 */
export class TwilioStandIn {
  readonly credentials: TwilioCredentials = {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
  };
  /** Every text that was accepted, oldest first. */
  readonly texts: SentText[] = [];
  /** Requests that asked to send, whatever came of them. */
  sendRequests = 0;
  lookUps = 0;
  failure: TwilioFailure = { kind: 'none' };
  #server: Server | undefined;
  #port = 0;

  static async start(): Promise<TwilioStandIn> {
    const standIn = new TwilioStandIn();
    await standIn.up();
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Takes connections, on the same port as before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(this.#port, '127.0.0.1', resolve),
    );
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Refuses connections. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  textsTo(phone: string): readonly SentText[] {
    return this.texts.filter(({ to }) => to === phone);
  }

  /** Reports on a text as Twilio does: a signed form to its status callback. */
  async report(
    text: SentText,
    status: string,
    { url = text.statusCallback, errorCode }: { url?: string | null; errorCode?: number } = {},
  ): Promise<Response> {
    if (url === null || text.statusCallback === null) throw new Error('the text has no status callback');
    text.status = status;
    text.errorCode = errorCode ?? null;
    const form: Record<string, string> = {
      AccountSid: this.credentials.accountSid,
      ApiVersion: '2010-04-01',
      From: text.from,
      To: text.to,
      MessageSid: text.sid,
      MessageStatus: status,
      SmsSid: text.sid,
      SmsStatus: status,
      ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
    };
    return fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': this.#sign(text.statusCallback, form) },
    });
  }

  /**
   * Passes on what someone has texted to our number, as Twilio does: a signed form, and TwiML for an answer.
   */
  async passOn(
    url: string,
    from: string,
    body: string,
    { to = url, signature, more = {}, tampered = {} }: PassOn = {},
  ): Promise<Response> {
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const form = {
      ToCountry: 'US',
      ToState: '',
      SmsMessageSid: sid,
      NumMedia: '0',
      ToCity: '',
      FromZip: '',
      SmsSid: sid,
      FromState: '',
      SmsStatus: 'received',
      FromCity: '',
      Body: body,
      FromCountry: 'PH',
      To: '+15005550006',
      ToZip: '',
      NumSegments: '1',
      MessageSid: sid,
      AccountSid: this.credentials.accountSid,
      From: from,
      ApiVersion: '2010-04-01',
      ...more,
    };
    const signed: string | null = signature === undefined ? this.#sign(url, form) : signature;
    return fetch(to, {
      method: 'POST',
      body: new URLSearchParams({ ...form, ...tampered }),
      headers: signed === null ? {} : { 'x-twilio-signature': signed },
    });
  }

  #sign(url: string, form: Readonly<Record<string, string>>): string {
    const fields = Object.keys(form)
      .sort()
      .map((name) => name + String(form[name]));
    return createHmac('sha1', this.credentials.authToken)
      .update(url + fields.join(''))
      .digest('base64');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const reply = this.#isAuthenticated(request)
      ? await this.#route(request, url)
      : refusal(401, 20_003, 'Authenticate');
    if (reply === 'lost') request.socket.destroy();
    else
      response
        .writeHead(reply.status, { 'Content-Type': 'application/json;charset=utf-8', ...reply.headers })
        .end(JSON.stringify(reply.body));
  }

  async #route(request: IncomingMessage, url: URL): Promise<Reply | 'lost'> {
    const isMessages = url.pathname === `/2010-04-01/Accounts/${this.credentials.accountSid}/Messages.json`;
    if (!isMessages) return refusal(404, 20_404, `The requested resource ${url.pathname} was not found`);
    if (request.method === 'GET') return this.#list(url);
    return request.method === 'POST' ? this.#create(request) : refusal(405, 20_004, 'Method not allowed');
  }

  #isAuthenticated({ headers: { authorization = '' } }: IncomingMessage): boolean {
    const { accountSid, authToken } = this.credentials;
    return authorization === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }

  async #create(request: IncomingMessage): Promise<Reply | 'lost'> {
    this.sendRequests += 1;
    const { failure } = this;
    const body = await readBody(request);
    const failed = failedReply(failure);
    if (failed !== null) return failed;
    if (failure.kind === 'held') await failure.until;
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const form = new URLSearchParams(isForm ? body : '');
    const wrong = validate(form);
    if (wrong !== null) return refusal(400, ...wrong);
    const text = this.#accept(form);
    return failure.kind === 'lost_answer' ? 'lost' : { status: 201, body: this.#resourceOf(text) };
  }

  #accept(form: URLSearchParams): SentText {
    const text: SentText = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to: form.get('To') ?? '',
      from: form.get('From') ?? '',
      body: form.get('Body') ?? '',
      statusCallback: form.get('StatusCallback'),
      createdAt: new Date(),
      status: 'queued',
      errorCode: null,
    };
    this.texts.push(text);
    return text;
  }

  /** Newest first. `DateSent`, `DateSent>` and `DateSent<` are days, and leave out what is still queued. */
  #list({ searchParams, pathname }: URL): Reply {
    this.lookUps += 1;
    const size = Math.min(1_000, Number(searchParams.get('PageSize') ?? 50));
    const page = Number(searchParams.get('Page') ?? 0);
    const all = this.texts.filter((text) => matches(text, searchParams)).reverse();
    const shown = all.slice(page * size, (page + 1) * size);
    const uri = (of: number): string =>
      `${pathname}?${new URLSearchParams([...searchParams].filter(([name]) => name !== 'Page').concat([['Page', String(of)]])).toString()}`;
    const body = {
      messages: shown.map((text) => this.#resourceOf(text)),
      page,
      page_size: size,
      start: page * size,
      end: page * size + Math.max(0, shown.length - 1),
      uri: uri(page),
      first_page_uri: uri(0),
      next_page_uri: all.length > (page + 1) * size ? uri(page + 1) : null,
      previous_page_uri: page > 0 ? uri(page - 1) : null,
    };
    return { status: 200, body };
  }

  #resourceOf({
    sid,
    to,
    from,
    body,
    status,
    errorCode,
    createdAt,
  }: SentText): Readonly<Record<string, unknown>> {
    const { accountSid } = this.credentials;
    const isQueued = status === 'queued' || status === 'accepted';
    return {
      sid,
      account_sid: accountSid,
      api_version: '2010-04-01',
      to,
      from,
      body,
      status,
      direction: 'outbound-api',
      num_segments: String(Math.ceil(body.length / 153)),
      num_media: '0',
      messaging_service_sid: null,
      price: null,
      price_unit: 'USD',
      error_code: errorCode,
      error_message: null,
      date_created: rfc2822(createdAt),
      date_updated: rfc2822(createdAt),
      date_sent: isQueued ? null : rfc2822(createdAt),
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
      subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media.json` },
    };
  }
}

function validate(form: URLSearchParams): readonly [number, string] | null {
  const [to, from, service, body] = ['To', 'From', 'MessagingServiceSid', 'Body'].map((name) =>
    form.get(name),
  );
  if (!to) return [21_604, "A 'To' phone number is required."];
  if (!e164.test(to)) return [21_211, `The 'To' number ${to} is not a valid phone number.`];
  if (!from && !service) return [21_603, "A 'From' phone number is required."];
  if (from && !e164.test(from))
    return [
      21_212,
      `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    ];
  if (!body) return [21_602, 'Message body is required.'];
  if (body.length > 1_600) return [21_617, 'The concatenated message body exceeds the 1600 character limit'];
  return null;
}

function matches(text: SentText, filter: URLSearchParams): boolean {
  const to = filter.get('To');
  const from = filter.get('From');
  const day = text.createdAt.toISOString().slice(0, 10);
  const [on, after, before] = ['DateSent', 'DateSent>', 'DateSent<'].map((name) => filter.get(name));
  const isSentThen = (!on || day === on) && (!after || day >= after) && (!before || day <= before);
  const isSent = text.status !== 'queued' && text.status !== 'accepted';
  return (
    (!to || text.to === to) &&
    (!from || text.from === from) &&
    ((!on && !after && !before) || (isSent && isSentThen))
  );
}

const rfc2822 = (at: Date): string => at.toUTCString().replace('GMT', '+0000');

function refusal(status: number, code: number, message: string): Reply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

function failedReply(failure: TwilioFailure): Reply | null {
  switch (failure.kind) {
    case 'too_many_requests':
      return {
        ...refusal(429, 20_429, 'Too Many Requests'),
        headers: { 'Retry-After': String(failure.retryAfterSeconds) },
      };
    case 'unavailable':
      return refusal(503, 20_503, 'Service is unavailable');
    case 'internal_error':
      return refusal(500, 20_500, 'Internal Server Error');
    case 'refuse':
      return refusal(400, failure.code, failure.message);
    case 'none':
    case 'held':
    case 'lost_answer':
      return null;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
