import { describe, expect, it } from '@jest/globals';
import { KeyLanes } from './key-lanes.ts';

describe('the lanes of keys', () => {
  it('do the tasks of one key in the order given, and hold no other key up', async () => {
    const [lanes, done, slow]: [KeyLanes, string[], PromiseWithResolvers<undefined>] = [
      new KeyLanes(),
      [],
      Promise.withResolvers(),
    ];
    const first = lanes.run('a', async () => {
      await slow.promise;
      done.push('a1');
    });
    const second = lanes.run('a', () => done.push('a2'));
    await lanes.run('b', () => done.push('b1'));
    expect(done).toEqual(['b1']);
    slow.resolve(undefined);
    await Promise.all([first, second]);
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('give back what a task returns or throws, and go on behind one that failed', async () => {
    const lanes = new KeyLanes();
    const failed = lanes.run('a', () => Promise.reject(new Error('no')));
    const next = lanes.run('a', () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
