import { setTimeout as pause } from 'node:timers/promises';
import { FullHouse } from '../faults/full-house.ts';
import { Metronome } from '../faults/metronome.ts';
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
  /** Until what was broken was mended, and every service ready. */
  readonly ready: number;
  /** How many followed orders moved meanwhile. */
  readonly moved: number;
}

/** Lets something break, and resolves once it is broken. */
export type Breaking = () => Promise<{ readonly mended: Promise<unknown> }>;

const patience = 40_000;

/** A full house before two `orders`, two gateways and one notifier, at a steady pace. */
export class BusyEvening extends FullHouse {
  readonly recoveries: Recovery[] = [];

  private constructor(
    readonly services: Services,
    perSecond: number,
    ...[providers, owner, random]: readonly [Providers, Owner, Seeded]
  ) {
    const metronome = new Metronome(perSecond);
    super(services, providers, owner, random, () => metronome.beat());
  }

  /** @param perSecond changes that all tills ask for together */
  static async start(seed: number, perSecond: number): Promise<BusyEvening> {
    const providers = await Providers.start();
    const settings = { ...providers.settings, NOTIFY_HOLD_MS: '300' };
    const services = await Services.start({
      settings,
      instances: { orders: 2, 'tracking-gateway': 2 },
    }).catch(async (error: unknown) => {
      await providers.down();
      throw error;
    });
    return new BusyEvening(
      services,
      perSecond,
      providers,
      await Owner.at(services.database.adminUrl),
      new Seeded(seed),
    );
  }

  /**
   * The tills go on until what happens meanwhile is over.
   * @returns how many changes a second were acknowledged
   */
  async serveMeanwhile(callers: number, happening: () => Promise<void>): Promise<number> {
    const began = performance.now();
    let isOver = false;
    const happened = happening().finally(() => (isOver = true));
    await Promise.all([this.serve(callers, () => !isOver), happened]);
    return this.ledger.acknowledged.length / ((performance.now() - began) / 1_000);
  }

  /** Of the two, the one that publishes. */
  async relayHolder(): Promise<ServiceProcess> {
    return eventually(
      async () => {
        const port = await this.owner.relayPort();
        if (port === null) return null;
        const held = await Promise.all(
          this.services.all('orders').map(async (one) => ((await hasLocalPort(one.pid, port)) ? one : null)),
        );
        return held.find((one) => one !== null);
      },
      'one of the orders services to hold the relay',
      15_000,
    );
  }

  /** Resolves when nobody feels any more that something broke. */
  async recoversFrom(fault: string, breaking: Breaking): Promise<void> {
    const { mended } = await breaking();
    const began = performance.now();
    const changing = eventually(
      () => this.ledger.acknowledged.some(({ askedAt }) => askedAt > began),
      `changes to be acknowledged again (${fault})`,
      patience,
    );
    const since = async (recovered: Promise<unknown>): Promise<number> =>
      recovered.then(() => Math.round(performance.now() - began));
    const [nextChange, screens, notifier, ready] = await Promise.all([
      since(changing),
      since(changing.then(() => this.caughtUp(patience))),
      since(changing.then(() => this.#notifierCaughtUp(fault))),
      since(mended.then(() => this.#allReady(fault))),
    ]);
    this.recoveries.push({ fault, nextChange, screens, notifier, ready, moved: this.movedSince(began) });
  }

  /** How many orders were changed, as far as the tills were told. */
  movedSince(began: number): number {
    return new Set(
      this.ledger.acknowledged.filter(({ answeredAt }) => answeredAt > began).map(({ orderId }) => orderId),
    ).size;
  }

  /** Lets the evening go on as it is. */
  async goOn(ms: number): Promise<void> {
    await pause(ms);
  }

  /** A number of the evening's own, the same for the same seed. */
  chance(): number {
    return this.random.next();
  }

  async end(): Promise<void> {
    await this.leave();
    await this.services.stop().finally(() => this.providers.down());
  }

  async #notifierCaughtUp(fault: string): Promise<void> {
    const until = new Date();
    await eventually(
      async () => (await this.owner.unknownToNotifier(this.ids, until)) === 0,
      `the notifier to know what happened (${fault})`,
      patience,
    );
  }

  async #allReady(fault: string): Promise<void> {
    await eventually(
      async () => (await Promise.all(this.services.everyOne.map((one) => one.isReady()))).every(Boolean),
      `every service to be ready (${fault})`,
      patience,
    );
  }
}
