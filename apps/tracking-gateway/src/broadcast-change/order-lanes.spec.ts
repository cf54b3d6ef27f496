import { describe, expect, it } from '@jest/globals';
import { OrderLanes } from './order-lanes.ts';

describe('the lanes of orders', () => {
  it('do at once what needs no waiting', () => {
    const done: string[] = [];
    const lanes = new OrderLanes((error) => {
      throw error;
    });
    lanes.run('a', () => {
      done.push('first');
    });
    lanes.run('a', () => {
      done.push('second');
    });
    expect(done).toEqual(['first', 'second']);
  });

  it("keep an order's tasks in their order behind one that waits, and hold no other order up", async () => {
    const done: string[] = [];
    const lanes = new OrderLanes((error) => {
      throw error;
    });
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
  });

  it('go on after a task that failed, at once or later', async () => {
    const done: string[] = [];
    const lanes = new OrderLanes((error) => done.push(String(error)));
    lanes.run('a', () => {
      throw new Error('at once');
    });
    lanes.run('a', () => Promise.reject(new Error('later')));
    lanes.run('a', () => {
      done.push('next');
    });
    await new Promise(setImmediate);
    expect(done).toEqual(['Error: at once', 'Error: later', 'next']);
  });
});
