import type { Input, Output, TaskAnswer, TaskCall, TaskName } from '../tasks.ts';
import { Followers } from './followers.ts';
import { placeOrders } from './place-orders.ts';
import { saturateApi } from './saturate-api.ts';
import { saturateBareRoute } from './saturate-bare-route.ts';
import { saturatePg } from './saturate-pg.ts';

const followers = new Followers();

const tasks: { readonly [Name in TaskName]: (input: Input<Name>) => Promise<Output<Name>> } = {
  place: placeOrders,
  follow: (input) => followers.follow(input),
  unfollow: () => followers.unfollow(),
  load: (input) => followers.load(input),
  saturateApi,
  saturateBareRoute,
  saturatePg,
};

async function answer({ id, name, input }: TaskCall): Promise<TaskAnswer> {
  const run = tasks[name] as (input: Input<TaskName>) => Promise<Output<TaskName>>;
  try {
    return { id, output: await run(input) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (call: TaskCall) => void answer(call).then((reply) => process.send?.(reply)));
// Ctrl-C is for the benchmark itself, which then ends this process.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
