import { Owner } from '../support/owner.ts';
import { freePort, type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';
import { Providers } from '../support/providers.ts';
import { Services } from '../support/services.ts';

type Settings = Readonly<Record<string, string>>;

/** Other sites whose pages may follow orders, and settings beside the tests' own. */
export interface SetUpOptions {
  readonly origins: readonly string[];
  readonly settings?: Settings;
}

/** One program or three, as a browser meets them: pages, API and sockets behind one port. */
export interface SetUp {
  readonly url: string;
  /** What its messages go out by. */
  readonly providers: Providers;
  lookBehind(): Promise<Owner>;
  /** Kills what holds the sockets, and starts it again on what it left behind. */
  restart(whileAway: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** The one program, on a database of the shared PostgreSQL. */
export class OneProgram implements SetUp {
  private constructor(
    private passline: Passline,
    private readonly database: TestDatabase,
    private readonly port: number,
    private readonly settings: Settings,
    readonly providers: Providers,
  ) {}

  static async start({ origins, settings = {} }: SetUpOptions): Promise<OneProgram> {
    const [database, port] = [await migratedDatabase(), await freePort()];
    const providers = await Providers.start();
    const all = {
      ...providers.settings,
      TRUSTED_ORIGINS: [`http://127.0.0.1:${port}`, ...origins].join(),
      ...settings,
    };
    const passline = await providers.startPassline({ database, port, settings: all });
    return new OneProgram(passline, database, port, all, providers);
  }

  get url(): string {
    return this.passline.url;
  }

  lookBehind(): Promise<Owner> {
    return Owner.at(this.database.adminUrl);
  }

  async restart(whileAway: () => Promise<unknown>): Promise<void> {
    const { dataFolder } = this.passline;
    await this.passline.end('SIGKILL');
    await whileAway();
    const { database, port, settings } = this;
    this.passline = await startPassline({ database, dataFolder, port, settings });
  }

  async stop(): Promise<void> {
    await this.passline.stop();
    await this.providers.down();
  }
}

/** The three services over Kafka, behind the nginx that is shipped. */
export class ThreeServices implements SetUp {
  private constructor(
    readonly services: Services,
    readonly providers: Providers,
  ) {}

  static async start({ origins, settings = {} }: SetUpOptions): Promise<ThreeServices> {
    const providers = await Providers.start();
    const services = await Services.start({
      settings: { ...providers.settings, ...settings },
      origins,
      isEdgeReal: true,
    }).catch(async (error: unknown) => {
      await providers.down();
      throw error;
    });
    return new ThreeServices(services, providers);
  }

  get url(): string {
    return this.services.url;
  }

  lookBehind(): Promise<Owner> {
    return Owner.at(this.services.database.adminUrl);
  }

  async restart(whileAway: () => Promise<unknown>): Promise<void> {
    const gateway = this.services.one('tracking-gateway');
    await gateway.end('SIGKILL');
    await whileAway();
    await gateway.start();
  }

  async stop(): Promise<void> {
    await this.services.stop();
    await this.providers.down();
  }
}
