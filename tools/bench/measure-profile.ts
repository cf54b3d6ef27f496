import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ground } from './ground.ts';
import { LoadGenerator } from './load-generator.ts';
import { account } from './programs.ts';
import { type SelfTime, topSelfTimes } from './profile.ts';
import type { Say } from './size.ts';

const seconds = 5;
const callers = 32;
/** More than can be changed meanwhile. */
const orderCount = 3_000;
const shown = 40;

/** Where the time goes while changes come through the API as fast as they can; the whole profile is written into the folder. */
export async function measureProfile(ground: Ground, folder: string, say: Say): Promise<SelfTime[]> {
  const passline = await ground.startPassline({ inspected: true });
  const load = new LoadGenerator();
  try {
    const { url } = passline;
    const orders = await load.ask('place', { url, account, count: orderCount, fulfilment: 'pickup' });
    const half = orders.length / 3;
    await load.ask('saturateApi', { url, account, orders: orders.slice(0, half), callers, seconds: 3 });
    const inspector = await passline.inspect();
    await inspector.startProfile();
    const { changes, seconds: took } = await load.ask('saturateApi', {
      url,
      account,
      orders: orders.slice(half),
      callers,
      seconds,
    });
    const { profile, raw } = await inspector.stopProfile();
    inspector.close();
    say(`profile: ${String(Math.round(changes / took))} changes/s while profiled`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'passline.cpuprofile'), JSON.stringify(raw));
    return topSelfTimes(profile, shown);
  } finally {
    await load.stop();
    await passline.stop();
  }
}
