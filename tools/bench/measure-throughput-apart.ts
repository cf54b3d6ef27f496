import { type Served, type ThroughputRun, throughputOf } from './measure-throughput.ts';
import { servicesDatabase, startServicesApart } from './services.ts';
import type { Say, Size } from './size.ts';
import type { TestBed } from './test-bed.ts';

/**
 * The same load as on `npm start`, on an `orders` that has nothing else to do: the relay is another one's,
 * and gateway and notifier are processes of their own.
 */
export async function measureThroughputApart(
  testBed: TestBed,
  size: Size,
  say: Say,
): Promise<ThroughputRun[]> {
  const tables = await testBed.bareTables();
  const services = await startServicesApart(testBed, say);
  const { orders, relay, gateway, notifier } = services;
  const served: Served = {
    url: orders.url,
    processes: [orders, relay, gateway, notifier],
    database: servicesDatabase,
  };
  return throughputOf(testBed, served, tables, { size, say }).finally(() => services.stop());
}
