import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import { eventually } from '../../../../tests/support/eventually.ts';
import { ChannelLane } from './channel-lane.ts';
import { QueuedMessage } from './queued-message.entity.ts';

class Message extends QueuedMessage {
  override id = '0198c0de-0000-7000-8000-000000000001';
  override traceId = null;
}

describe('a lane', () => {
  it('never begins a message anew that it has in hand, though its lease has run out meanwhile', async () => {
    let taken = 0;
    const begun: (() => void)[] = [];
    const lane = new ChannelLane<Message>({
      lane: 'email',
      due: {
        take: async () => {
          taken += 1;
          return [new Message()];
        },
        nextWork: async () => new Date(),
        renew: async () => undefined,
        giveUpInterrupted: async () => 0,
      },
      handle: () => new Promise((resolve) => begun.push(resolve)),
      logger: createLogger('notifier', 'silent'),
      now: () => new Date(),
      leaseMs: 1_500,
    });
    lane.start();
    await eventually(() => taken > 2, 'the message to be taken once more');
    const stopped = lane.stop();
    for (const finish of begun) finish();
    await stopped;
    expect(begun).toHaveLength(1);
  });
});
