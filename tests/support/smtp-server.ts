import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** What goes wrong with mails. */
export type SmtpFailure =
  | { readonly kind: 'none' }
  /** 451 at the recipient: "come back later". */
  | { readonly kind: 'greylist' }
  /** 550 at the recipient: there is no such mailbox. */
  | { readonly kind: 'no_mailbox' }
  /** All of the mail is taken, and the connection breaks before the answer. */
  | { readonly kind: 'lost_answer' }
  /** All of the mail is taken, and the answer waits. */
  | { readonly kind: 'slow'; readonly until: Promise<unknown> };

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
}

type Done = (error?: Error | null) => void;

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A real SMTP server that keeps what it gets. */
export class TestSmtpServer {
  /** Every mail that was taken whole, oldest first; one whose answer was lost too. */
  readonly mails: ReceivedMail[] = [];
  failure: SmtpFailure = { kind: 'none' };
  #server: SMTPServer | undefined;
  #port = 0;
  readonly #sockets = new Map<string, () => void>();

  static async start(): Promise<TestSmtpServer> {
    const server = new TestSmtpServer();
    await server.up();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Takes connections, on the same port as before. */
  async up(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 0,
      onRcptTo: ({ address }, _session, done) => done(this.#refusalOf(address)),
      // A mail whose sender breaks off in the middle was never taken.
      onData: (stream, session, done) => void this.#take(stream, session, done).catch(() => undefined),
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.server.address() as AddressInfo).port;
    server.server.on('connection', (socket) => {
      const key = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
      this.#sockets.set(key, () => socket.destroy());
      socket.once('close', () => this.#sockets.delete(key));
    });
    this.#server = server;
  }

  /** Refuses connections, and breaks those there are. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const destroy of this.#sockets.values()) destroy();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  mailsTo(address: string): readonly ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  #refusalOf(address: string): Error | undefined {
    if (this.failure.kind === 'greylist') return refusal(451, '4.7.1 Greylisted, please try again later');
    if (this.failure.kind === 'no_mailbox') return refusal(550, `5.1.1 <${address}>: no such mailbox`);
    return undefined;
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    this.mails.push({
      to: session.envelope.rcptTo.map(({ address }) => address),
      raw,
      parsed: await simpleParser(raw),
    });
    if (this.failure.kind === 'slow') await this.failure.until;
    if (this.failure.kind === 'lost_answer')
      this.#sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.();
    else done();
  }
}
