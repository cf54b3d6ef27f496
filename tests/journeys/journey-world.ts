import { Api } from '../support/api.ts';
import { Owner } from '../support/owner.ts';
import { Providers } from '../support/providers.ts';
import { Board } from '../support/screens.ts';
import { Services } from '../support/services.ts';

const accounts = ['manager', 'cashier', 'kitchen', 'courier', 'customer'] as const;
type Staff = Readonly<Record<(typeof accounts)[number], Api>>;
type Settings = Readonly<Record<string, string>>;

/** One program or three: journeys ask for no more than this. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The real thing in either set-up, a mail server, Twilio's stand-in, the demo accounts at work and the board
 * on the wall.
 */
export class JourneyWorld {
  private constructor(
    readonly passline: Running,
    readonly providers: Providers,
    readonly owner: Owner,
    readonly by: Staff,
    readonly board: Board,
  ) {}

  /** The one program with its embedded database. */
  static async start(settings: Settings): Promise<JourneyWorld> {
    const providers = await Providers.start();
    const passline = await providers.startPassline({ settings });
    return JourneyWorld.#around(passline, providers, await Owner.of(passline.dataFolder));
  }

  /** The three services over Kafka. */
  static async startServices(settings: Settings): Promise<JourneyWorld & { readonly passline: Services }> {
    const providers = await Providers.start();
    const services = await Services.start({ settings: { ...providers.settings, ...settings } }).catch(
      async (error: unknown) => {
        await providers.down();
        throw error;
      },
    );
    const world = await JourneyWorld.#around(services, providers, await Owner.at(services.database.adminUrl));
    return Object.assign(world, { passline: services });
  }

  static async #around(passline: Running, providers: Providers, owner: Owner): Promise<JourneyWorld> {
    try {
      const [by, board] = await JourneyWorld.#atWork(passline);
      return new JourneyWorld(passline, providers, owner, by, board);
    } catch (error) {
      await Promise.all([owner.leave(), passline.stop(), providers.down()]);
      throw error;
    }
  }

  static async #atWork(passline: Running): Promise<readonly [Staff, Board]> {
    const sessions = await Promise.all(
      accounts.map(async (account) => [account, await Api.as(passline.url, account)] as const),
    );
    const by = Object.fromEntries(sessions) as Staff;
    return [by, await Board.open(passline.url, by.kitchen.token ?? '')];
  }

  async end(): Promise<void> {
    this.board.close();
    await this.owner.leave();
    await this.passline.stop();
    await this.providers.down();
  }
}
