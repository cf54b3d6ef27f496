import { setTimeout as delay } from 'node:timers/promises';
import type { Throughput } from './load/load-tasks.ts';
import type { ProgramProcess } from './program-process.ts';
import type { TestBed } from './test-bed.ts';

/** What one change, or one order, costs until its event was published and taken in. */
export interface Cost {
  /** CPU of all of Passline's processes, in µs. */
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  /** In kB. */
  readonly wal: number;
}

/** What was spent on so many changes: CPU in seconds, WAL in bytes. */
interface Spent {
  readonly changes: number;
  readonly node: number;
  readonly postgres: number;
  readonly wal: number;
}

/** How long the events of a slice may take to be published and taken in, in ms. */
const patience = 30_000;
const lookEvery = 100;
/** The share of a core below which Passline does nothing but wait. */
const idleShare = 0.1;

/** Reckons what loads cost, each from rest to rest. */
export class Spending {
  #spent: Spent[] = [];

  /** @param processes all of Passline's */
  constructor(
    private readonly testBed: Pick<TestBed, 'spentByPostgres'>,
    private readonly processes: readonly Pick<ProgramProcess, 'cpu'>[],
  ) {}

  /**
   * Before and after, Passline finishes what its relay and its consumers have in hand, so that it does not
   * fall into another lane's slice.
   */
  async during(load: () => Promise<Throughput>): Promise<Throughput> {
    await this.#quiet();
    const before = await this.#reading();
    const done = await load();
    await this.#quiet();
    const after = await this.#reading();
    this.#spent.push({
      changes: done.changes,
      node: after.node - before.node,
      postgres: after.postgres - before.postgres,
      wal: after.wal - before.wal,
    });
    return done;
  }

  /** On average, since it was last asked for. */
  costOfOne(): Cost {
    const slices = this.#spent;
    this.#spent = [];
    const sum = (of: (one: Spent) => number): number => slices.reduce((all, one) => all + of(one), 0);
    const changes = sum((one) => one.changes);
    return {
      nodeCpu: (sum(({ node }) => node) / changes) * 1e6,
      postgresCpu: (sum(({ postgres }) => postgres) / changes) * 1e6,
      wal: sum(({ wal }) => wal) / changes / 1e3,
    };
  }

  async #reading(): Promise<Omit<Spent, 'changes'>> {
    const { cpu: postgres, wal } = await this.testBed.spentByPostgres();
    return { node: this.#cpu(), postgres, wal };
  }

  /** @throws Error where something goes on working: what it spends would be counted in */
  async #quiet(): Promise<void> {
    const until = performance.now() + patience;
    for (let before = this.#cpu(), busy = 1; busy > idleShare;) {
      if (performance.now() > until)
        throw new Error(
          `Passline was still at work after ${String(patience / 1_000)} s: what a change costs cannot be said`,
        );
      await delay(lookEvery);
      const now = this.#cpu();
      busy = ((now - before) * 1_000) / lookEvery;
      before = now;
    }
  }

  #cpu(): number {
    return this.processes.reduce((sum, one) => sum + one.cpu(), 0);
  }
}

/** @throws Error where one failed: then nothing can be said about speed */
export function rateOf({ changes, seconds, failed }: Throughput): number {
  if (failed > 0)
    throw new Error(
      `${String(failed)} of ${String(changes + failed)} changes failed: nothing can be said about speed`,
    );
  return changes / seconds;
}

/** @param cost of one change or one order, as named by `what` */
export const costWords = (what: string, { nodeCpu, postgresCpu, wal }: Cost): string =>
  `${what} costs ${nodeCpu.toFixed(0)} + ${postgresCpu.toFixed(0)} µs of CPU, ${wal.toFixed(1)} kB of WAL`;
