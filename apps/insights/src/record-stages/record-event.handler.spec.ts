import { beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { OrderEvent } from '#libs/contracts';
import type { Database } from '../database/index.ts';
import { RecordEventHandler } from './record-event.handler.ts';

// A stand-in for the tables, which says how many statements there were, of how many events each.
type Answer = (orderIds: readonly string[]) => Promise<unknown>;
let statements: (readonly string[])[];
let answer: Answer;
let signs: number;
let handler: RecordEventHandler;

beforeEach(() => {
  [statements, signs] = [[], 0];
  answer = async () => [{ count: 1 }];
  const asRole = (_: string, { values }: { readonly values: readonly string[] }) => {
    const events = JSON.parse(values[0] ?? '[]') as { order_id: string }[];
    const ids = events.map(({ order_id }) => order_id);
    statements.push(ids);
    return answer(ids);
  };
  const rewriting = { expectWork: () => (signs += 1) };
  handler = new RecordEventHandler({ asRole } as unknown as Database, rewriting as never, new Registry());
});

const event = (order_id: string): OrderEvent =>
  ({ type: 'com.passline.order.status_changed.v1', data: { order_id } }) as unknown as OrderEvent;
const all = (...ids: readonly string[]) => Promise.allSettled(ids.map((id) => handler.handle(event(id))));

describe('events', () => {
  it('that arrive together are one statement', async () => {
    await all('a', 'b', 'c');
    expect(statements).toEqual([['a', 'b', 'c']]);
    expect(signs).toBe(1);
  });

  it('that come while others are being written wait for one statement of their own', async () => {
    const written = Promise.withResolvers<unknown>();
    answer = () => written.promise;
    const first = all('a');
    await new Promise(setImmediate);
    const later = all('b', 'c');
    answer = async () => [{ count: 2 }];
    written.resolve([{ count: 1 }]);
    await Promise.all([first, later]);
    expect(statements).toEqual([['a'], ['b', 'c']]);
  });

  it('beside one that is refused are written all the same, and it alone hears of it', async () => {
    const refusal = new Error('refused');
    answer = async (ids) => {
      if (ids.includes('b')) throw refusal;
      return [{ count: 1 }];
    };
    const outcomes = await all('a', 'b', 'c');
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: refusal });
  });

  it('fail together, with one try, where the database is away', async () => {
    answer = () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    const outcomes = await all('a', 'b', 'c');
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(statements).toHaveLength(1);
    answer = async () => [{ count: 1 }];
    expect((await all('d'))[0]?.status).toBe('fulfilled');
  });
});
