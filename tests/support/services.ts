import { Edge, type Losses, type Trouble } from './edge.ts';
import { startTestKafka, type TestKafka } from './kafka.ts';
import { NginxEdge } from './nginx-edge.ts';
import { demoPassword } from './passline.ts';
import { createDatabase, startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts';
import { type ServiceName, ServiceProcess } from './service-process.ts';

type Settings = Readonly<Record<string, string>>;

export interface ServicesOptions {
  /** Settings beside the tests' own, for all. */
  readonly settings: Settings;
  /** How many of each; one unless given, and no insights, which may be left out. */
  readonly instances?: Partial<Readonly<Record<ServiceName, number>>>;
  /** Properties of Kafka beside the tests' own. */
  readonly kafkaSettings?: Settings;
  /** Other sites whose pages may use access tokens. */
  readonly origins?: readonly string[];
  /** Puts the nginx that is shipped before everything: it has the pages too. */
  readonly isEdgeReal?: boolean;
}

/** In the order in which they are started. */
const usual: Readonly<Record<ServiceName, number>> = {
  orders: 1,
  'tracking-gateway': 1,
  notifier: 1,
  insights: 0,
};

interface Ground {
  readonly postgres: TestPostgres;
  readonly kafka: TestKafka;
  readonly database: TestDatabase;
}

/** For `beforeAll`: Kafka may have to be fetched first. In milliseconds. */
export const servicesStartTimeoutMs = 240_000;

/** The services as processes of their own, with a PostgreSQL, a Kafka, and one port before them. */
export class Services {
  readonly #processes: ServiceProcess[] = [];
  readonly #aside = new Set<ServiceProcess>();
  #front: NginxEdge | undefined;

  private constructor(
    private readonly ground: Ground,
    private readonly edge: Edge,
    /** Between the services: what they ask of `orders`, any instance may answer. */
    private readonly inside: Edge,
  ) {}

  /** Resolves once all are ready. */
  static async start(options: ServicesOptions): Promise<Services> {
    const { kafkaSettings = {} } = options;
    const [postgres, kafka] = await Promise.all([
      startPostgres(),
      startTestKafka({ settings: kafkaSettings }),
    ]);
    const processes = (name: ServiceName): readonly string[] =>
      services
        .all(name)
        .filter((one) => !services.#aside.has(one))
        .map(({ address }) => address);
    const [edge, inside] = await Promise.all([
      Edge.open((path) => processes(ownerOf(path))),
      Edge.open(() => processes('orders')),
    ]);
    const services: Services = new Services(
      { postgres, kafka, database: await createDatabase(postgres.adminUrl) },
      edge,
      inside,
    );
    await services.#start(options).catch(async (error: unknown) => {
      await services.stop();
      throw error;
    });
    return services;
  }

  get url(): string {
    return (this.#front ?? this.edge).url;
  }

  /** For those who come in crowds; each leads to the same. */
  get urls(): readonly string[] {
    return this.edge.urls;
  }

  get kafka(): TestKafka {
    return this.ground.kafka;
  }

  get postgres(): TestPostgres {
    return this.ground.postgres;
  }

  get database(): TestDatabase {
    return this.ground.database;
  }

  all(name: ServiceName): readonly ServiceProcess[] {
    return this.#processes.filter((one) => one.name === name);
  }

  get everyOne(): readonly ServiceProcess[] {
    return this.#processes;
  }

  one(name: ServiceName): ServiceProcess {
    const [first] = this.all(name);
    if (first === undefined) throw new Error(`there is no ${name}`);
    return first;
  }

  /** Gives one no more work, as whoever judges it by its health check would. */
  setAside(one: ServiceProcess): void {
    this.#aside.add(one);
  }

  takeBack(one: ServiceProcess): void {
    this.#aside.delete(one);
  }

  /** Makes the ways bad, between the services too, until it is set to null again. */
  set trouble(trouble: Trouble | null) {
    this.edge.trouble = trouble;
    this.inside.trouble = trouble;
  }

  /** What was lost so far on the way to those outside. */
  get losses(): Readonly<Losses> {
    return this.edge.losses;
  }

  async stop(): Promise<void> {
    for (const one of this.#processes) one.signal('SIGCONT');
    await Promise.all(
      this.#processes.filter(({ name }) => name !== 'orders').map((one) => one.end('SIGTERM')),
    );
    await Promise.all(this.all('orders').map((one) => one.end('SIGTERM')));
    await this.#front?.stop();
    await Promise.all([
      this.edge.close(),
      this.inside.close(),
      this.ground.kafka.stop(),
      this.ground.postgres.stop(),
    ]);
  }

  async #start({
    settings,
    instances = {},
    origins = [],
    isEdgeReal = false,
  }: ServicesOptions): Promise<void> {
    if (isEdgeReal) this.#front = await this.#realEdge();
    const all = { ...this.#settings(origins), ...settings };
    const wanted = { ...usual, ...instances };
    for (const name of Object.keys(usual)) {
      for (let number = wanted[name as ServiceName]; number > 0; number -= 1)
        this.#processes.push(await ServiceProcess.of(name as ServiceName, all));
    }
    // The first makes the tables and the demo accounts.
    await this.one('orders').start();
    await Promise.all(this.#processes.filter((one) => one !== this.one('orders')).map((one) => one.start()));
  }

  /** What it passes on goes to whichever instance is there. */
  #realEdge(): Promise<NginxEdge> {
    const { host } = new URL(this.edge.url);
    return NginxEdge.start({ orders: host, 'tracking-gateway': host, notifier: host, insights: host });
  }

  #settings(origins: readonly string[]): Settings {
    const { kafka, database } = this.ground;
    return {
      KAFKA_BROKERS: kafka.brokers,
      ORDERS_URL: this.inside.url,
      PUBLIC_URL: this.url,
      TRUSTED_ORIGINS: [this.url, ...origins].join(),
      TRUST_PROXY: 'loopback',
      SERVICE_CLIENT_ID: 'passline',
      SERVICE_CLIENT_SECRET: 'the secret that the tests share',
      DATABASE_URL: database.serviceUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      DEMO: 'true',
      DEMO_PASSWORD: demoPassword,
    };
  }
}

function ownerOf(path: string): ServiceName {
  if (path.startsWith('/socket.io')) return 'tracking-gateway';
  if (path.startsWith('/api/v1/analytics/')) return 'insights';
  return path.startsWith('/api/v1/sms/') ? 'notifier' : 'orders';
}
