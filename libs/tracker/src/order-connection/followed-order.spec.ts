import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FollowedOrder, MOST_KEPT } from './followed-order.ts';
import { frame, orderId, TrackingServer } from './tracking-server.contract.ts';

const server = new TrackingServer();
const snapshot = (version: number, since = 0) => {
  server.versions.set(orderId, version);
  return server.snapshot(orderId, since);
};
const versionsUpTo = (version: number): number[] => Array.from({ length: version }, (_, index) => index + 1);
const historyOf = ({ snapshot: known }: FollowedOrder) => known?.status_history.map(({ version }) => version);

describe.each([MOST_KEPT, MOST_KEPT + 1, MOST_KEPT + 2])('%d changes that arrive ahead of a gap', (count) => {
  const newest = count + 2;
  const kept = Math.min(newest, MOST_KEPT + 2);
  const ahead = (): FollowedOrder => {
    const order = new FollowedOrder(snapshot(1));
    for (let version = 3; version <= newest; version += 1) expect(order.change(frame(version))).toBe('gap');
    return order;
  };

  it('are applied as far as they are kept when what was missing comes late, and the rest is asked for', () => {
    const order = ahead();
    expect(order.change(frame(2))).toBe('applied');
    expect([order.since, order.isBehind]).toEqual([kept, kept < newest]);
    expect(historyOf(order)).toEqual(versionsUpTo(kept));
    order.answer(snapshot(newest, kept));
    expect([historyOf(order), order.isBehind]).toEqual([versionsUpTo(newest), false]);
  });

  it('are on the screen after an answer that knew of none of them, or the rest is asked for', () => {
    const order = ahead();
    order.answer(snapshot(2, 1));
    expect([order.since, order.isBehind]).toEqual([kept, kept < newest]);
  });
});

/** What happens to a screen: a change comes, or is lost on the way, or the answer that it waits for comes. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('change' as const), isLost: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('answer' as const), isLost: fc.constant(false) }) },
);

describe('an order on the screen', () => {
  it('equals the newest version once what was missing is answered, in whatever order changes arrive', () => {
    const changes = fc.integer({ min: 2, max: 150 }).chain((newest) =>
      fc.record({
        newest: fc.constant(newest),
        arriving: fc.shuffledSubarray(versionsUpTo(newest).slice(1), { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(changes, ({ newest, arriving }) => {
        const order = new FollowedOrder(snapshot(1));
        for (const version of arriving) {
          const before = order.since ?? 0;
          const outcome = order.change(frame(version));
          expect(order.since).toBeGreaterThanOrEqual(outcome === 'applied' ? version : before);
        }
        expect(order.isBehind).toBe(order.since !== Math.max(...arriving));
        order.answer(snapshot(newest, order.since));
        expect([historyOf(order), order.isBehind]).toEqual([versionsUpTo(newest), false]);
      }),
    );
  });

  it('is asked for until it is there, though each answer is older than what arrives meanwhile', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 300 }), (happenings) => {
        const order = new FollowedOrder(snapshot(1));
        let [newest, heard] = [1, 1];
        let awaited: ReturnType<typeof snapshot> | null = null;
        const answered = (): void => {
          if (awaited) order.answer(awaited);
          awaited = null;
        };
        for (const { what, isLost } of happenings) {
          if (what === 'change') newest += 1;
          if (what === 'change' && !isLost) order.change(frame((heard = newest)));
          if (what === 'answer') answered();
          if (order.isBehind) awaited ??= snapshot(newest, order.since);
        }
        answered();
        if (order.isBehind) order.answer(snapshot(newest, order.since));
        expect(order.since).toBeGreaterThanOrEqual(heard);
        expect(historyOf(order)).toEqual(versionsUpTo(order.since ?? 0));
      }),
    );
  });
});
