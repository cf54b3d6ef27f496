import { beforeEach, describe, expect, it } from '@jest/globals';
import { PermanentHandlerError } from '../event-log.ts';
import { Gathered } from './gathered.ts';

let handed: (readonly string[])[];
let answer: (items: readonly string[]) => Promise<void>;
let gathered: Gathered<string>;
beforeEach(() => {
  handed = [];
  answer = async () => undefined;
  gathered = new Gathered((items) => {
    handed.push(items);
    return answer(items);
  });
});

const all = async (...items: readonly string[]): Promise<readonly string[]> =>
  (await Promise.allSettled(items.map((item) => gathered.handle(item)))).map((outcome) =>
    outcome.status === 'fulfilled' ? 'done' : String(outcome.reason),
  );
const refusing =
  (error: Error, ...refused: readonly string[]) =>
  async (items: readonly string[]): Promise<void> => {
    if (items.some((item) => refused.includes(item))) throw error;
  };

describe('what comes at once', () => {
  it('is handed over together', async () => {
    expect(await all('a', 'b', 'c')).toEqual(['done', 'done', 'done']);
    expect(handed).toEqual([['a', 'b', 'c']]);
  });

  it('is handed over in heaps of two hundred at most', async () => {
    await all(...Array.from({ length: 450 }, (_, place) => String(place)));
    expect(handed.map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it('while others are in hand goes together after them', async () => {
    const first = Promise.withResolvers<undefined>();
    answer = () => first.promise;
    const before = all('a');
    await new Promise(setImmediate);
    const later = all('b', 'c');
    answer = async () => undefined;
    first.resolve(undefined);
    await Promise.all([before, later]);
    expect(handed).toEqual([['a'], ['b', 'c']]);
  });

  it('is waited for a moment where others came in a heap, and then goes together', async () => {
    await all('a', 'b');
    const later = all('c');
    await new Promise(setImmediate);
    const last = all('d');
    await Promise.all([later, last]);
    expect(handed).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('waits for nobody where one has come alone before', async () => {
    await all('a');
    await new Promise(setImmediate);
    const later = all('b');
    // Far less than the moment for which it waits in a heap.
    for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate);
    expect(handed).toEqual([['a'], ['b']]);
    await later;
  });

  it.each([new Error('refused'), new PermanentHandlerError('unreadable')])(
    'is done all the same beside one that is refused, which alone hears of it: %s',
    async (refusal) => {
      answer = refusing(refusal, 'b');
      expect(await all('a', 'b', 'c', 'd')).toEqual(['done', String(refusal), 'done', 'done']);
    },
  );

  it('is done all the same behind two that fail, though they may be tried again', async () => {
    answer = refusing(new Error('refused'), 'b', 'c');
    expect(await all('a', 'b', 'c', 'd', 'e')).toEqual([
      'done',
      'Error: refused',
      'Error: refused',
      'done',
      'done',
    ]);
  });

  it('fails together, after a few of them, where none can be done', async () => {
    answer = () => Promise.reject(new Error('away'));
    expect(new Set(await all('a', 'b', 'c', 'd', 'e', 'f'))).toEqual(new Set(['Error: away']));
    expect(handed).toEqual([
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['a'],
      ['b'],
      ['c', 'd', 'e', 'f'],
      ['c'],
      ['d'],
    ]);
    answer = async () => undefined;
    expect(await all('g')).toEqual(['done']);
  });

  it('goes on beside any number that can never be done', async () => {
    const refusal = new PermanentHandlerError('unreadable');
    answer = refusing(refusal, 'a', 'b', 'c');
    expect(await all('a', 'b', 'c', 'd')).toEqual([...Array<string>(3).fill(String(refusal)), 'done']);
  });
});
