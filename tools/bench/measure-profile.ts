import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standaloneDatabase, type TestBed } from './test-bed.ts';
import { LoadGenerator } from './load-generator.ts';
import { ManyRestaurants } from './many-restaurants.ts';
import { type SelfTime, topSelfTimes } from './profile.ts';
import type { Say } from './size.ts';

const [warmUpSeconds, seconds] = [3, 5];
const callers = 32;
const restaurantCount = 200;
/** More than can be changed meanwhile: each goes through several steps. */
const [warmUpCount, orderCount] = [2_000, 6_000];
const shown = 40;

/**
 * Where the time goes while changes come through the API as fast as they can; the whole profile is written
 * into the folder.
 */
export async function measureProfile(testBed: TestBed, folder: string, say: Say): Promise<SelfTime[]> {
  const passline = await testBed.startPassline({ inspected: true });
  const load = new LoadGenerator();
  try {
    const { url } = passline;
    const restaurants = await ManyRestaurants.found(
      testBed,
      { url, database: standaloneDatabase },
      restaurantCount,
    );
    const tokens = await restaurants.tokens();
    const orders = await load.ask('placeAtMany', { url, tokens, count: orderCount });
    const [warmUp, measured] = [orders.slice(0, warmUpCount), orders.slice(warmUpCount)];
    await load.ask('saturateApi', { url, orders: warmUp, callers, seconds: warmUpSeconds });
    const inspector = await passline.inspect();
    await inspector.startProfile();
    const { changes, seconds: took } = await load.ask('saturateApi', {
      url,
      orders: measured,
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
