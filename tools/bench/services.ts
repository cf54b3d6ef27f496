import type { Ground } from './ground.ts';
import type { ProgramProcess } from './program-process.ts';
import { gatewayProgram, notifierProgram, ordersProgram, type Surroundings } from './programs.ts';
import type { Say } from './size.ts';

/** The three services as processes of their own, over Kafka. */
export interface Services {
  readonly orders: ProgramProcess;
  readonly gateway: ProgramProcess;
  stop(): Promise<void>;
}

/** By its name, the same database and the same topics at each start. */
export const servicesDatabase = 'services';

/** Resolves once all are ready. @throws LocalKafkaError where there is no Kafka to be had */
export async function startServices(ground: Ground, say: Say): Promise<Services> {
  const orders = await startOrders(ground, say);
  const around = await surroundings(ground, orders, say);
  const [gateway, notifier] = await Promise.all([
    ground.start(gatewayProgram(around)),
    ground.start(notifierProgram(around)),
  ]);
  return { orders, gateway, stop: () => stopAll([gateway, notifier, orders]) };
}

/** The first of them: it makes the tables and the demo accounts. */
export async function startOrders(ground: Ground, say: Say): Promise<ProgramProcess> {
  return ground.start(
    ordersProgram({ ...(await ground.database(servicesDatabase)), brokers: await ground.brokers(say) }),
  );
}

export async function surroundings(ground: Ground, orders: ProgramProcess, say: Say): Promise<Surroundings> {
  return {
    ...(await ground.database(servicesDatabase)),
    brokers: await ground.brokers(say),
    ordersUrl: orders.url,
  };
}

async function stopAll(running: readonly ProgramProcess[]): Promise<void> {
  for (const one of running) await one.stop();
}
