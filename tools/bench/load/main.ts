import { serveTasks } from '../task.ts';
import { Followers } from './followers.ts';
import type { LoadTasks } from './load-tasks.ts';
import { placeAtMany } from './place-at-many.ts';
import { placeOrders } from './place-orders.ts';
import { saturateApi } from './saturate-api.ts';
import { saturateBareRoute } from './saturate-bare-route.ts';
import { saturatePlacing } from './saturate-placing.ts';
import { saturatePg } from './saturate-pg.ts';
import { timedRequests } from './timed-requests.ts';

const followers = new Followers();

serveTasks<LoadTasks>({
  place: placeOrders,
  placeAtMany,
  follow: (input) => followers.follow(input),
  unfollow: () => followers.unfollow(),
  load: (input) => followers.load(input),
  saturateApi,
  saturatePlacing,
  timed: timedRequests,
  saturateBareRoute,
  saturatePg,
});
