import { setTimeout as pause } from 'node:timers/promises';
import { Owner } from '../support/owner.ts';
import { freePort, type Passline } from '../support/passline.ts';
import { Providers } from '../support/providers.ts';
import { FullHouse } from './full-house.ts';
import { Seeded } from './seeded.ts';

/** A full house before a program that dies again and again. */
export class Rush extends FullHouse {
  private constructor(
    public passline: Passline,
    private readonly port: number,
    ...[providers, owner, random]: readonly [Providers, Owner, Seeded]
  ) {
    super({ url: passline.url, urls: [passline.url] }, providers, owner, random, () =>
      pause(random.below(160)),
    );
  }

  static async start(seed: number): Promise<Rush> {
    const [providers, port] = [await Providers.start(), await freePort()];
    const passline = await providers.startPassline({ port, settings: { NOTIFY_HOLD_MS: '300' } });
    return new Rush(passline, port, providers, await Owner.of(passline.dataFolder), new Seeded(seed));
  }

  /** Ends the whole program as a power cut would, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.passline.end('SIGKILL');
    const { dataFolder } = this.passline;
    this.passline = await this.providers.startPassline({
      port: this.port,
      dataFolder,
      settings: { NOTIFY_HOLD_MS: '300' },
    });
  }

  async end(): Promise<void> {
    await this.leave();
    await this.passline.stop();
    await this.providers.down();
  }
}
