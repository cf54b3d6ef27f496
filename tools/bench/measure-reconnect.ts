import { type CaughtUp, type Comeback, Evening, socketClients } from './evening.ts';
import { gatewayProgram } from './programs.ts';
import { startOrders, serviceUrls } from './services.ts';
import type { Say, Size } from './size.ts';
import { SnapshotWatch } from './snapshot-watch.ts';
import type { TestBed } from './test-bed.ts';

/** What came of one return of all. */
export interface Return extends Comeback, CaughtUp {
  /** The most snapshots of one order that were asked of `orders` within a second. */
  readonly asked: number;
}

/**
 * Clients that lose their connections, miss three versions each, and come back in the same moment; `orders`,
 * Kafka and the gateway as services.
 */
export async function measureReconnect(
  testBed: TestBed,
  size: Size,
  say: Say,
): Promise<readonly (readonly Return[])[]> {
  const orders = await startOrders(testBed, say);
  const watch = await SnapshotWatch.open(orders.url);
  const program = gatewayProgram({ ...(await serviceUrls(testBed, orders, say)), ordersUrl: watch.url });
  const clients = socketClients();
  const evening = new Evening(testBed, program, clients);
  const returnOf = async (comeback: Comeback): Promise<Return> => {
    const caughtUp = await evening.returnOf(comeback, () => {
      watch.forget();
    });
    return { ...comeback, ...caughtUp, asked: watch.mostInASecond };
  };
  const runs: Return[][] = [];
  try {
    await evening.open(orders.url, Math.max(...size.returns));
    await returnOf({ clients: Math.min(...size.returns), restarted: false });
    for (let run = 1; run <= size.runs; run += 1) {
      const returns: Return[] = [];
      for (const count of size.returns)
        for (const restarted of [false, true]) returns.push(await returnOf({ clients: count, restarted }));
      runs.push(returns);
      say(`run ${String(run)}: ${returns.map(wordsFor).join('; ')}`);
    }
  } finally {
    await clients.stop();
    await evening.close();
    await watch.close();
    await orders.stop();
  }
  return runs;
}

const wordsFor = ({ clients, restarted, seconds, behind }: Return): string =>
  `${String(clients)} back${restarted ? ' after a restart' : ''} within ${seconds.toFixed(2)} s${behind > 0 ? `, ${String(behind)} never` : ''}`;
