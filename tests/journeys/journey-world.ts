import { Api } from '../support/api.ts';
import { Owner } from '../support/owner.ts';
import type { Passline } from '../support/passline.ts';
import { Providers } from '../support/providers.ts';
import { Board } from '../support/screens.ts';

const accounts = ['manager', 'cashier', 'kitchen', 'courier', 'customer'] as const;
type Staff = Readonly<Record<(typeof accounts)[number], Api>>;

/** The real program with its embedded database, a mail server, Twilio's stand-in, the demo accounts at work and the board on the wall. */
export class JourneyWorld {
  private constructor(
    readonly passline: Passline,
    readonly providers: Providers,
    readonly owner: Owner,
    readonly by: Staff,
    readonly board: Board,
  ) {}

  static async start(settings: Readonly<Record<string, string>>): Promise<JourneyWorld> {
    const providers = await Providers.start();
    const passline = await providers.startPassline({ settings });
    const sessions = await Promise.all(accounts.map(async (account) => [account, await Api.as(passline.url, account)] as const));
    const by = Object.fromEntries(sessions) as Staff;
    const [owner, board] = await Promise.all([Owner.of(passline.dataFolder), Board.open(passline.url, by.kitchen.token ?? '')]);
    return new JourneyWorld(passline, providers, owner, by, board);
  }

  async end(): Promise<void> {
    this.board.close();
    await this.owner.leave();
    await this.passline.stop();
    await this.providers.down();
  }
}
