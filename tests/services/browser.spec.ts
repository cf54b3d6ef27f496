import { afterAll, beforeAll } from '@jest/globals';
import { BoardWorld, layCables } from '../browser/board-world.ts';
import { ThreeServices } from '../browser/set-up.ts';
import { siteForTrackers, TrackerWorld } from '../browser/tracker-world.ts';
import { trackersFollow } from '../browser/trackers-follow.contract.ts';
import { trackingPageFollows } from '../browser/tracking-page-follows.contract.ts';
import { holdOfBoards, twoBoardsAgree } from '../browser/two-boards.contract.ts';
import { launchBrowser } from '../support/browser.ts';
import { servicesStartTimeoutMs } from '../support/services.ts';

// Real here: the three services as processes, Kafka, PostgreSQL, the nginx that is shipped, and Chromium.
let customers: TrackerWorld;
let staff: BoardWorld;

beforeAll(async () => {
  const [site, cables] = await Promise.all([siteForTrackers(), layCables(2)]);
  const origins = [site.origin, ...cables.map(({ url }) => url)];
  const services = await ThreeServices.start({
    origins,
    settings: { NOTIFY_HOLD_MS: String(holdOfBoards), RATE_LIMITS: 'off' },
  });
  const browser = await launchBrowser();
  customers = await TrackerWorld.around(services, browser, site);
  staff = await BoardWorld.around(services, browser, cables);
}, servicesStartTimeoutMs);

afterAll(async () => {
  await customers.close();
  await staff.removeCables();
}, 60_000);

trackersFollow(() => customers);
trackingPageFollows(() => customers);
twoBoardsAgree(() => staff);
