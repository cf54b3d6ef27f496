import { afterAll, beforeAll } from '@jest/globals';
import { TrackerWorld } from './tracker-world.ts';
import { trackersFollow } from './trackers-follow.contract.ts';
import { trackingPageFollows } from './tracking-page-follows.contract.ts';

let world: TrackerWorld;
beforeAll(async () => {
  world = await TrackerWorld.open();
}, 120_000);
afterAll(() => world.close());

trackersFollow(() => world);
trackingPageFollows(() => world);
