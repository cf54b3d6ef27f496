import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { serveTasks } from '../task.ts';
import { type ProcessMemory, type ServerTasks, steadyClock } from './socket-tasks.ts';

/** A server of sockets, in whatever way it reaches those who follow an order. */
export interface SocketServer<Prepared> {
  /** Where it answers. */
  open(): Promise<string>;
  /** What is done before the clock runs. @param notes what the frame is to say */
  prepare(orderId: string, notes: string): Prepared;
  /** Hands the frames over to their sockets. */
  send(frames: readonly Prepared[]): Promise<void> | void;
}

/** So many are sent before the sockets have their turn. */
const atOnce = 500;

/** Does to any server what the benchmark asks of all of them. */
export function serveSockets<Prepared>(server: SocketServer<Prepared>): void {
  serveTasks<ServerTasks>({
    open: async () => ({ url: await server.open() }),
    memory: () => Promise.resolve(memory()),
    burst: ({ orderIds }) => burst(server, orderIds),
    steady: (input) => steady(server, input),
  });
}

function memory(): ProcessMemory {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('the server needs --expose-gc');
  globalThis.gc();
}

/** What was prepared lies in the old generation when the clock starts: a server that is sent to from outside has no such pile to copy about. */
async function burst<Prepared>(
  server: SocketServer<Prepared>,
  orderIds: readonly string[],
): Promise<{ beganAt: number }> {
  const frames = orderIds.map((orderId) => server.prepare(orderId, ''));
  await setImmediate();
  collectGarbage();
  const beganAt = steadyClock();
  for (let from = 0; from < frames.length; from += atOnce) {
    await server.send(frames.slice(from, from + atOnce));
    await setImmediate();
  }
  return { beganAt };
}

async function steady<Prepared>(
  server: SocketServer<Prepared>,
  { orderIds, rate, seconds }: ServerTasks['steady']['input'],
): Promise<{ sentAt: readonly number[] }> {
  const frames = Array.from({ length: rate * seconds }, (_, index) =>
    server.prepare(orderIds[index % orderIds.length] ?? '', String(index)),
  );
  collectGarbage();
  const sentAt: number[] = [];
  const began = performance.now();
  for (const frame of frames) {
    const wait = began + (sentAt.length * 1_000) / rate - performance.now();
    if (wait > 0) await delay(wait);
    sentAt.push(steadyClock());
    await server.send([frame]);
  }
  return { sentAt };
}
