import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import type { Contact, OrderEvent } from '#libs/contracts';
import { encodeOrderEvent, EventLogServer, InProcessEventLog } from '#libs/messaging';
import {
  createHttpAdapter,
  createLogger,
  type Logger,
  OwnUrl,
  ProblemFilter,
  readSettings,
  validationPipe,
} from '#libs/service-kit';
import type { Fulfilment } from '#libs/status-machine';
import {
  ConsentLedger,
  connectNotifier,
  createNotifierDataSource,
  type Database,
  NotifierModule,
  type NotifierOptions,
  notifierSettingsSchema,
} from '../../apps/notifier/src/index.ts';
import { Notification } from '../../apps/notifier/src/queue/index.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { TestSmtpServer } from '../support/smtp-server.ts';
import { TwilioStandIn } from '../support/twilio-stand-in.ts';
import { type OrderBuilder, OrdersStandIn } from './orders-stand-in.ts';

/** Asks again until the answer is true. @throws Error that names what never came */
export async function eventually(
  what: string,
  check: () => boolean | Promise<boolean>,
  withinMs = 25_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(25);
  }
}

/** One running notifier: a real Nest application with HTTP and an event log in the process. */
export class RunningNotifier {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly log: InProcessEventLog,
    readonly url: string,
  ) {}

  static async start(options: NotifierOptions): Promise<RunningNotifier> {
    const problems = new ProblemFilter(options.logger);
    const app = await NestFactory.create<NestFastifyApplication>(
      NotifierModule.with(options),
      createHttpAdapter({ trustProxy: false, problems }),
      { logger: false },
    );
    app.useGlobalFilters(problems);
    app.useGlobalPipes(validationPipe());
    const log = new InProcessEventLog({ onError: () => undefined });
    app.connectMicroservice({ strategy: new EventLogServer(log) });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    return new RunningNotifier(app, log, (await app.getUrl()).replace('[::1]', '127.0.0.1'));
  }

  async publish(...events: readonly OrderEvent[]): Promise<void> {
    await this.log.publish(events.map((event) => encodeOrderEvent(event)));
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.log.close();
  }
}

interface StartOptions {
  readonly holdMs?: number;
  readonly mailbox?: boolean;
  readonly now?: () => Date;
  readonly environment?: Readonly<Record<string, string>>;
  /** Another way to the same database. */
  readonly databaseUrl?: string;
  /** Silent by default. */
  readonly logger?: Logger;
}

interface WorldDeps {
  readonly smtp: TestSmtpServer;
  readonly twilio: TwilioStandIn;
  readonly orders: OrdersStandIn;
  /** As the service. */
  readonly service: Database;
  /** As the owner, whom row-level security does not bind. */
  readonly dataSource: DataSource;
  readonly folder: string;
}

/** All that a notifier needs around it: a database, a mail server, Twilio's stand-in and the order's side. */
export class NotifierWorld {
  readonly consents: ConsentLedger;
  readonly smtp: TestSmtpServer;
  readonly twilio: TwilioStandIn;
  readonly orders: OrdersStandIn;
  readonly service: Database;
  readonly dataSource: DataSource;
  readonly folder: string;
  #running: RunningNotifier[] = [];

  private constructor(
    deps: WorldDeps,
    private readonly database: TestDatabase,
  ) {
    ({
      smtp: this.smtp,
      twilio: this.twilio,
      orders: this.orders,
      service: this.service,
      dataSource: this.dataSource,
      folder: this.folder,
    } = deps);
    this.consents = new ConsentLedger(deps.service, () => new Date());
  }

  /** @param database with the schema migrated */
  static async create(database: TestDatabase): Promise<NotifierWorld> {
    const [smtp, twilio, orders, service, dataSource, folder] = await Promise.all([
      TestSmtpServer.start(),
      TwilioStandIn.start(),
      OrdersStandIn.start(),
      connectNotifier({ url: database.serviceUrl }),
      createNotifierDataSource({ url: database.adminUrl }).initialize(),
      mkdtemp(join(tmpdir(), 'passline-mailbox-')),
    ]);
    return new NotifierWorld({ smtp, twilio, orders, service, dataSource, folder }, database);
  }

  async start({
    holdMs = 0,
    mailbox = false,
    now,
    environment,
    databaseUrl = this.database.serviceUrl,
    logger = createLogger('notifier', 'silent'),
  }: StartOptions = {}): Promise<RunningNotifier> {
    const { accountSid, authToken } = this.twilio.credentials;
    const providers = {
      SMTP_URL: this.smtp.url,
      MAIL_FROM: 'Orders <orders@mabuhay.example>',
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: '+15005550006',
      TWILIO_API_URL: this.twilio.url,
    };
    const settings = readSettings(notifierSettingsSchema, {
      NOTIFY_HOLD_MS: String(holdMs),
      PASSLINE_DATA: this.folder,
      ...(environment ?? providers),
    });
    const running = await RunningNotifier.start({
      settings,
      mailbox,
      logger,
      database: await connectNotifier({ url: databaseUrl }),
      credentials: { id: 'services', secret: 'a-secret-of-the-services' },
      ordersUrl: new OwnUrl(this.orders.url),
      timing: { leaseMs: 1_500, lookUpAfterMs: 200, graceMs: 800 },
      ...(now === undefined ? {} : { now }),
    });
    this.#running.push(running);
    return running;
  }

  get databaseUrl(): string {
    return this.database.serviceUrl;
  }

  /** An order of a customer whom no other test knows. */
  place(
    fulfilment: Fulfilment,
    contact: Contact | null = someone(),
    publicUrl = 'https://track.example',
  ): OrderBuilder {
    return this.orders.place(fulfilment, contact, publicUrl);
  }

  notificationsOf({ id }: OrderBuilder): Promise<Notification[]> {
    return this.dataSource
      .getRepository(Notification)
      .find({ where: { orderId: id }, order: { version: 'ASC', channel: 'ASC' } });
  }

  /** Resolves once each message about the order is at an end. */
  async settled(order: OrderBuilder, count: number): Promise<Notification[]> {
    const open = new Set(['held', 'sending']);
    await eventually(`${count} messages about the order are at an end`, async () => {
      const rows = await this.notificationsOf(order);
      return rows.length === count && rows.every(({ state, dueAt }) => !open.has(state) && dueAt === null);
    });
    return this.notificationsOf(order);
  }

  async stopNotifiers(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.stop()));
    this.#running = [];
  }

  async end(): Promise<void> {
    await this.stopNotifiers();
    await Promise.all([
      this.smtp.down(),
      this.twilio.down(),
      this.orders.stop(),
      this.service.close(),
      this.dataSource.destroy(),
      rm(this.folder, { recursive: true, force: true }),
    ]);
  }
}

export function someone(locale = 'en-PH'): Contact & { readonly email: string; readonly phone: string } {
  const number = String(randomInt(1_000_000, 9_999_999));
  return { name: 'Ana', email: `ana.${number}@customer.example`, phone: `+63917${number}`, locale };
}
