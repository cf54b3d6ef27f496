import type { TestBed } from './test-bed.ts';
import { LoadGenerator } from './load-generator.ts';
import { account } from './programs.ts';
import type { Say, Size } from './size.ts';
import type { PreparedOrder } from './load/load-tasks.ts';

/** kB a connection, and MB in all, with all sockets open. */
export interface MemoryRun {
  readonly heldPerSocket: number;
  readonly residentPerSocket: number;
  readonly resident: number;
}

/** Sockets that are opened and closed beforehand, so that what is made once is not counted. */
const warmUp = 20;

export async function measureMemory(testBed: TestBed, size: Size, say: Say): Promise<MemoryRun[]> {
  const orders = await placeOrders(testBed, size.sockets);
  const results: MemoryRun[] = [];
  for (let run = 1; run <= size.runs; run += 1) {
    const result = await memoryRun(testBed, orders);
    results.push(result);
    say(
      `run ${String(run)}: ${result.heldPerSocket.toFixed(1)} kB held and ${result.residentPerSocket.toFixed(1)} kB resident a socket, ${result.resident.toFixed(0)} MB in all`,
    );
  }
  return results;
}

async function placeOrders(testBed: TestBed, count: number): Promise<readonly PreparedOrder[]> {
  const passline = await testBed.startPassline();
  const load = new LoadGenerator();
  try {
    return await load.ask('place', { url: passline.url, account, count, fulfilment: 'delivery' });
  } finally {
    await load.stop();
    await passline.stop();
  }
}

/** A process of its own for each run, since Node gives memory back late or never. */
async function memoryRun(testBed: TestBed, orders: readonly PreparedOrder[]): Promise<MemoryRun> {
  const passline = await testBed.startPassline({ inspected: true });
  const load = new LoadGenerator();
  try {
    const { url } = passline;
    await load.ask('follow', { url, orders: orders.slice(0, warmUp) });
    await load.ask('unfollow', {});
    const inspector = await passline.inspect();
    const before = await inspector.memory();
    await load.ask('follow', { url, orders });
    const after = await inspector.memory();
    inspector.close();
    const held = after.heapUsed + after.external - before.heapUsed - before.external;
    return {
      heldPerSocket: held / orders.length / 1_000,
      residentPerSocket: (after.rss - before.rss) / orders.length / 1_000,
      resident: after.rss / 1_000_000,
    };
  } finally {
    await load.stop();
    await passline.stop();
  }
}
