import { serveTasks } from '../task.ts';
import { Followers } from './followers.ts';
import type { LoadTasks } from './load-tasks.ts';
import { placeOrders } from './place-orders.ts';
import { saturateApi } from './saturate-api.ts';
import { saturateBareRoute } from './saturate-bare-route.ts';
import { saturatePg } from './saturate-pg.ts';

const followers = new Followers();

serveTasks<LoadTasks>({
  place: placeOrders,
  follow: (input) => followers.follow(input),
  unfollow: () => followers.unfollow(),
  load: (input) => followers.load(input),
  saturateApi,
  saturateBareRoute,
  saturatePg,
});
