import { setTimeout as pause } from 'node:timers/promises';
import { FullHouse } from '../faults/full-house.ts';
import { Seeded } from '../faults/seeded.ts';
import { eventually } from '../support/eventually.ts';
import { Owner } from '../support/owner.ts';
import { hasLocalPort } from '../support/processes.ts';
import { Providers } from '../support/providers.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { Services } from '../support/services.ts';

/** How long after a fault it took, in milliseconds. */
export interface Recovery {
  readonly fault: string;
  /** Until a change was acknowledged that had been asked for after it. */
  readonly nextChange: number;
  /** Until every screen showed that change, and all before it. */
  readonly screens: number;
  /** Until the notifier had taken that in. */
  readonly notifier: number;
  /** Until what was killed was ready again, and with it all others. */
  readonly ready: number;
}

const patience = 40_000;
const frozenFor = 10_000;

/** A full house before two `orders`, two gateways and one notifier, of which one after the other dies. */
export class BusyEvening extends FullHouse {
  readonly recoveries: Recovery[] = [];

  private constructor(
    readonly services: Services,
    ...house: readonly [Providers, Owner, Seeded]
  ) {
    super(services.url, ...house);
  }

  static async start(seed: number): Promise<BusyEvening> {
    const providers = await Providers.start();
    const settings = { ...providers.settings, NOTIFY_HOLD_MS: '300' };
    const services = await Services.start({ settings, instances: { orders: 2, 'tracking-gateway': 2 } }).catch(async (error: unknown) => {
      await providers.down();
      throw error;
    });
    return new BusyEvening(services, providers, await Owner.at(services.database.adminUrl), new Seeded(seed));
  }

  /** Of the two, the one that publishes. */
  async relayHolder(): Promise<ServiceProcess> {
    return eventually(async () => {
      const port = await this.owner.relayPort();
      if (port === null) return null;
      const held = await Promise.all(this.services.all('orders').map(async (one) => ((await hasLocalPort(one.pid, port)) ? one : null)));
      return held.find((one) => one !== null);
    }, 'one of the orders services to hold the relay', 15_000);
  }

  async killAndRestart(one: ServiceProcess, fault: string): Promise<void> {
    await this.recoversFrom(fault, async () => {
      await one.end('SIGKILL');
      return { mended: one.start() };
    });
  }

  async killKafka(): Promise<void> {
    await this.recoversFrom('Kafka killed', async () => {
      await this.services.kafka.kill('SIGKILL');
      return { mended: this.services.kafka.restart() };
    });
  }

  /** Neither dead nor alive: its connections stay open, and its lock with them. */
  async freeze(one: ServiceProcess, fault: string): Promise<void> {
    await this.recoversFrom(fault, async () => {
      this.services.setAside(one);
      one.signal('SIGSTOP');
      return { mended: this.#thaw(one) };
    });
  }

  /** One after the other, as an update does. @returns the exit codes */
  async restartInTurn(): Promise<readonly (number | null)[]> {
    const codes: (number | null)[] = [];
    for (const one of this.#all) {
      await this.recoversFrom(`${one.name} restarted`, async () => {
        codes.push(await one.end('SIGTERM'));
        return { mended: one.start() };
      });
    }
    return codes;
  }

  /** Lets something break and resolves when nobody feels it any more; breaking resolves once it is broken. */
  async recoversFrom(fault: string, breaking: () => Promise<{ readonly mended: Promise<void> }>): Promise<void> {
    const { mended } = await breaking();
    const [began, acknowledged] = [performance.now(), this.acknowledged.length];
    // Some tills may have been answered at the very moment.
    const changing = eventually(() => this.acknowledged.length > acknowledged + 2, 'changes to be acknowledged again', patience);
    const since = async (recovered: Promise<unknown>): Promise<number> => recovered.then(() => Math.round(performance.now() - began));
    const [nextChange, screens, notifier, ready] = await Promise.all([
      since(changing),
      since(changing.then(() => this.caughtUp(patience))),
      since(changing.then(() => this.#notifierCaughtUp())),
      since(mended.then(() => this.#allReady())),
    ]);
    this.recoveries.push({ fault, nextChange, screens, notifier, ready });
  }

  async end(): Promise<void> {
    await this.leave();
    await this.services.stop();
    await this.providers.down();
  }

  async #notifierCaughtUp(): Promise<void> {
    const until = new Date();
    await eventually(async () => (await this.owner.unknownToNotifier(this.ids, until)) === 0, 'the notifier to know what happened', patience);
  }

  async #thaw(one: ServiceProcess): Promise<void> {
    await pause(frozenFor);
    one.signal('SIGCONT');
    this.services.takeBack(one);
  }

  get #all(): readonly ServiceProcess[] {
    return (['orders', 'tracking-gateway', 'notifier'] as const).flatMap((name) => this.services.all(name));
  }

  async #allReady(): Promise<void> {
    await eventually(async () => (await Promise.all(this.#all.map((one) => one.isReady()))).every(Boolean), 'every service to be ready', patience);
  }
}
