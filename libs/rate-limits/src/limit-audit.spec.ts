import { describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import { LimitAudit, limitedCaller } from './limit-audit.ts';

const [order_id, restaurant_id] = [crypto.randomUUID(), crypto.randomUUID()];
const who = { ...limitedCaller({ kind: 'guest', order_id, restaurant_id }), trace_id: null };

describe('Who has reached a limit', () => {
  it('is told of once in a while for each limit, and not for every refusal', () => {
    const logger = createLogger('test', 'silent');
    const info = jest.fn();
    jest.spyOn(logger, 'child').mockReturnValue({ info } as never);
    const audit = new LimitAudit(logger);
    for (let refusals = 0; refusals < 100; refusals += 1) audit.reached('link', order_id, who);
    audit.reached('messages', order_id, who);
    audit.reached('link', 'another', who);
    expect(info.mock.calls.map(([line]) => (line as { limit: string }).limit)).toEqual([
      'link',
      'messages',
      'link',
    ]);
  });

  it('is known by the order alone where it is a guest, and not at all before anyone has said', () => {
    expect(limitedCaller({ kind: 'guest', order_id, restaurant_id })).toEqual({
      actor_id: null,
      actor_role: null,
      restaurant_id,
      target_id: order_id,
    });
    expect(Object.values(limitedCaller())).toEqual([null, null, null, null]);
  });
});
