import { setTimeout as delay } from 'node:timers/promises';
import type { TestBed } from './test-bed.ts';
import type { Program, ProgramProcess } from './program-process.ts';
import {
  gatewayProgram,
  holdMessages,
  notifierProgram,
  ordersProgram,
  type ServiceUrls,
} from './programs.ts';
import type { Say } from './size.ts';

/** The three services as processes of their own, over Kafka. */
export interface Services {
  readonly orders: ProgramProcess;
  readonly gateway: ProgramProcess;
  readonly notifier: ProgramProcess;
  stop(): Promise<void>;
}

/** By its name, the same database and the same topics at each start. */
export const servicesDatabase = 'services';

/** Resolves once all are ready. @throws LocalKafkaError where there is no Kafka to be had */
export async function startServices(testBed: TestBed, say: Say): Promise<Services> {
  const orders = await startOrders(testBed, say);
  const around = await serviceUrls(testBed, orders, say);
  const [gateway, notifier] = await Promise.all([
    testBed.start(gatewayProgram(around)),
    testBed.start(notifierProgram(around)),
  ]);
  return { orders, gateway, notifier, stop: () => stopAll([gateway, notifier, orders]) };
}

/** As `Services`, with one `orders` that answers and another whose relay publishes. */
export interface ServicesApart extends Services {
  readonly relay: ProgramProcess;
}

/**
 * All of them log, and no message leaves. The gateway and the notifier ask the one with the relay, so that
 * the other has nothing but what is asked of it from outside.
 */
export async function startServicesApart(testBed: TestBed, say: Say): Promise<ServicesApart> {
  const relay = await startOrders(testBed, say, { logged: true });
  const lockedBy = await relayBackend(testBed);
  const around = await serviceUrls(testBed, relay, say);
  const notifierToStart = notifierProgram(around);
  const settings = { ...notifierToStart.settings, ...holdMessages };
  const [orders, gateway, notifier] = await Promise.all([
    startOrders(testBed, say, { logged: true }),
    testBed.start({ ...gatewayProgram(around), logged: true }),
    testBed.start({ ...notifierToStart, settings, logged: true }),
  ]);
  if ((await relayBackend(testBed)) !== lockedBy)
    throw new Error('the relay that started first is no longer the one at work');
  return { orders, relay, gateway, notifier, stop: () => stopAll([gateway, notifier, orders, relay]) };
}

/** The session of the relay at work; resolves once one has given a sign of life. */
async function relayBackend(testBed: TestBed): Promise<number> {
  for (;;) {
    const [alive] = await testBed.query<{ backend_pid: number }>(
      'SELECT backend_pid FROM passline.relay_heartbeat JOIN pg_stat_activity ON pid = backend_pid',
      servicesDatabase,
    );
    if (alive !== undefined) return alive.backend_pid;
    await delay(100);
  }
}

/** The first of them: it makes the tables and the demo accounts. */
export async function startOrders(
  testBed: TestBed,
  say: Say,
  changes: Partial<Pick<Program, 'logged'>> = {},
): Promise<ProgramProcess> {
  const database = await testBed.database(servicesDatabase);
  return testBed.start({
    ...ordersProgram({ ...database, brokers: await testBed.brokers(say) }),
    ...changes,
  });
}

export async function serviceUrls(testBed: TestBed, orders: ProgramProcess, say: Say): Promise<ServiceUrls> {
  return {
    ...(await testBed.database(servicesDatabase)),
    brokers: await testBed.brokers(say),
    ordersUrl: orders.url,
  };
}

async function stopAll(running: readonly ProgramProcess[]): Promise<void> {
  for (const one of running) await one.stop();
}
