import { afterAll, beforeAll } from '@jest/globals';
import { JourneyWorld } from './journey-world.ts';
import { ordersArePlacedAndCompleted } from './placed-to-completed.contract.ts';

let world: JourneyWorld;

beforeAll(async () => {
  world = await JourneyWorld.start({ NOTIFY_HOLD_MS: '300' });
}, 90_000);

afterAll(() => world.end());

ordersArePlacedAndCompleted(() => world);
