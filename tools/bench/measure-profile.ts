import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standaloneDatabase, type TestBed } from './test-bed.ts';
import { LoadGenerator } from './load-generator.ts';
import { ManyRestaurants } from './many-restaurants.ts';
import { type SelfTime, topSelfTimes } from './profile.ts';
import type { Say } from './size.ts';

const seconds = 5;
const callers = 32;
const restaurantCount = 200;
/** More than can be changed meanwhile. */
const orderCount = 3_000;
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
    const half = orders.length / 3;
    await load.ask('saturateApi', { url, orders: orders.slice(0, half), callers, seconds: 3 });
    const inspector = await passline.inspect();
    await inspector.startProfile();
    const { changes, seconds: took } = await load.ask('saturateApi', {
      url,
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
