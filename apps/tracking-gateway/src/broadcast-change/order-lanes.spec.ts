import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import { OrderLanes } from './order-lanes.ts';

const logger = createLogger('gateway', 'silent');
const failures = jest.spyOn(logger, 'error');
afterEach(() => {
  failures.mockClear();
});

describe('the lanes of orders', () => {
  it('do at once what needs no waiting', () => {
    const done: string[] = [];
    const lanes = new OrderLanes(logger);
    lanes.run('a', () => {
      done.push('first');
    });
    lanes.run('a', () => {
      done.push('second');
    });
    expect(done).toEqual(['first', 'second']);
    expect(failures).not.toHaveBeenCalled();
  });

  it("keep an order's tasks in their order behind one that waits, and hold no other order up", async () => {
    const done: string[] = [];
    const lanes = new OrderLanes(logger);
    const slow = Promise.withResolvers<undefined>();
    lanes.run('a', async () => {
      await slow.promise;
      done.push('a1');
    });
    lanes.run('a', () => {
      done.push('a2');
    });
    lanes.run('b', () => {
      done.push('b1');
    });
    expect(done).toEqual(['b1']);
    slow.resolve(undefined);
    await new Promise(setImmediate);
    lanes.run('a', () => {
      done.push('a3');
    });
    expect(done).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(failures).not.toHaveBeenCalled();
  });

  it('log a task that failed, at once or later, and go on with the next', async () => {
    const done: string[] = [];
    const lanes = new OrderLanes(logger);
    lanes.run('a', () => {
      throw new Error('at once');
    });
    lanes.run('a', () => Promise.reject(new Error('later')));
    lanes.run('a', () => {
      done.push('next');
    });
    await new Promise(setImmediate);
    expect(done).toEqual(['next']);
    expect(failures.mock.calls.map(([line]) => line)).toEqual([
      { err: new Error('at once') },
      { err: new Error('later') },
    ]);
  });
});
