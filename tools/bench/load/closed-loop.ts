import type { Throughput } from './load-tasks.ts';
import { inParallel } from './in-parallel.ts';

/**
 * Callers that each take an order, walk it to its end, one change after the other, and take the next.
 * @param change writes the order's next change; false where it was refused
 */
export async function closedLoop<Order>(
  orders: Iterable<Order>,
  { callers, seconds, steps }: { readonly callers: number; readonly seconds: number; readonly steps: number },
  change: (order: Order, step: number, caller: number) => Promise<boolean>,
): Promise<Throughput> {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let changes = 0;
  let failed = 0;
  const queue = orders[Symbol.iterator]();
  await inParallel(Array(callers).keys(), callers, async (caller) => {
    for (let next = queue.next(); next.done !== true && performance.now() < until; next = queue.next()) {
      for (let step = 0; step < steps && performance.now() < until; step += 1) {
        if (await change(next.value, step, caller)) changes += 1;
        else failed += 1;
      }
    }
  });
  return { changes, failed, seconds: (performance.now() - began) / 1_000 };
}
