import { Ground } from '../bench/ground.ts';
import { account } from '../bench/programs.ts';
import { launchChromium } from '../chromium/chromium.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { takeBoard } from './board-pictures.ts';
import { takeCustomer } from './customer-pictures.ts';
import { takeOwnOrders } from './own-orders-pictures.ts';
import { takePeople } from './people-pictures.ts';
import { playEvening } from './scene.ts';
import { Studio } from './studio.ts';

/** Messages do not wait long here: the mailbox is to be full. */
const settings = { NOTIFY_HOLD_MS: '500' };

/** The pictures of the guides, taken of the running program: look at them before they are committed. */
async function main(): Promise<void> {
  const ground = await Ground.prepare();
  const browser = await launchChromium();
  try {
    const { url } = await ground.startPassline({ settings });
    const api = await RestaurantApi.logIn(url, account);
    const studio = new Studio(browser, url);
    await playEvening(ground, api);
    await takeBoard(studio);
    await takeCustomer(studio, api);
    await takePeople(studio);
    await takeOwnOrders(studio, api);
    api.close();
  } finally {
    await browser.close();
    await ground.clear();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
