import { afterAll, beforeAll } from '@jest/globals';
import { changesOfPlanHold, plansChange } from './changes-of-plan.contract.ts';
import { JourneyWorld } from './journey-world.ts';

let world: JourneyWorld;

beforeAll(async () => {
  world = await JourneyWorld.start({ NOTIFY_HOLD_MS: String(changesOfPlanHold) });
}, 90_000);

afterAll(() => world.end());

plansChange(() => world);
