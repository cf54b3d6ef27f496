import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BareTables } from './bare-tables.ts';

/** The bare route in a process of its own, as ours has one. */
export async function startBareRoute({
  serviceUrl,
  restaurantId,
}: BareTables): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const environment = {
    ...process.env,
    DATABASE_URL: serviceUrl,
    RESTAURANT_ID: restaurantId,
    NODE_ENV: 'production',
  };
  const child = fork(join(import.meta.dirname, 'main.js'), { env: environment });
  const [url] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the bare route did not start'))),
  ])) as [string];
  const ended = once(child, 'exit');
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
