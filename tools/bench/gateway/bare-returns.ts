import type { FollowAnswer } from '#libs/contracts';
import { serveTasks } from '../task.ts';
import { socketIoServer } from './socket-io-server.ts';
import type { BareReturnTasks } from './socket-tasks.ts';

const remembered = new Map<string, FollowAnswer>();
const { open } = socketIoServer((orderId) => remembered.get(orderId) ?? { ok: false });

/** What followers come back to where nothing has to be read, checked or caught up with. */
serveTasks<BareReturnTasks>({
  open: async () => ({ url: await open() }),
  remember: ({ answers }) => {
    for (const [orderId, answer] of answers) remembered.set(orderId, answer);
    return Promise.resolve({});
  },
});
