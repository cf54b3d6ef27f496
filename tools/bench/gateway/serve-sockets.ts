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
    memory,
    burst: ({ orderIds }) => burst(server, orderIds),
    steady: (input) => steady(server, input),
  });
}

/**
 * Collects until nothing more goes: code that is used no more, and what finalizers let go of, outlive one
 * collection or several.
 */
async function memory(): Promise<ProcessMemory> {
  let before = Infinity;
  for (;;) {
    collectGarbage();
    await setImmediate();
    const { heapUsed, external, rss } = process.memoryUsage();
    const held = heapUsed + external;
    if (held > before * 0.999) return { held, resident: rss };
    before = held;
  }
}

function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('the server needs --expose-gc');
  globalThis.gc();
}

/**
 * What was prepared lies in the old generation when the clock starts: a server that is sent to from outside
 * has no such pile to copy about.
 */
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
): Promise<ServerTasks['steady']['output']> {
  const frames = Array.from({ length: rate * seconds }, (_, index) =>
    server.prepare(orderIds[index % orderIds.length] ?? '', String(index)),
  );
  collectGarbage();
  const sentAt: number[] = [];
  const before = process.cpuUsage();
  const began = performance.now();
  for (const frame of frames) {
    const wait = began + (sentAt.length * 1_000) / rate - performance.now();
    if (wait > 0) await delay(wait);
    sentAt.push(steadyClock());
    await server.send([frame]);
  }
  await setImmediate();
  const { user, system } = process.cpuUsage(before);
  return { sentAt, cpu: user + system };
}
