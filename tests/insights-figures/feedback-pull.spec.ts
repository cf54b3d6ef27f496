import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import type { FeedbackRatings } from '#libs/contracts';
import { FeedbackPull } from '../../apps/insights/src/report-figures/feedback-pull.ts';
import { InsightsDatabase } from '../insights/insights-database.ts';

// Real here: PostgreSQL, and what insights writes there. A stand-in tells what customers said.
type Rating = FeedbackRatings['feedback'][number];
type Place = Readonly<{ updatedAt: string; orderId: string }>;
let database: InsightsDatabase;
let said: Rating[];
let pages: number;

beforeAll(async () => {
  database = await InsightsDatabase.open();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.rows('TRUNCATE insights.feedback, insights.feedback_progress');
  [said, pages] = [[], 0];
});

const keyOf = (updatedAt: string, orderId: string): string => `${updatedAt} ${orderId}`;
const orders = {
  feedback: async ({ updatedAt, orderId }: Place, limit: number): Promise<Rating[]> => {
    pages += 1;
    return said
      .filter((each) => keyOf(each.updated_at, each.order_id) > keyOf(updatedAt, orderId))
      .toSorted((a, b) => (keyOf(a.updated_at, a.order_id) < keyOf(b.updated_at, b.order_id) ? -1 : 1))
      .slice(0, limit);
  },
};
const pull = () => new FeedbackPull(orders, database.service).notOlderThan(0);
const known = () => database.rows('SELECT order_id, rating FROM insights.feedback ORDER BY order_id');

const rating = (updated_at: string, stars = 4): Rating => ({
  ...{ order_id: newId(), restaurant_id: newId(), rating: stars },
  ...{ created_at: updated_at, updated_at },
});

describe('what customers said', () => {
  it('is taken over whole, though more of it than a page holds was said in one moment', async () => {
    const moment = '2026-03-24T21:00:00.000Z';
    said = [
      ...Array.from({ length: 1_203 }, () => rating(moment)),
      ...Array.from({ length: 3 }, () => rating('2026-03-24T21:00:00.001Z')),
    ];
    await pull();
    expect((await known()).map(({ order_id }) => order_id)).toEqual(
      said.map(({ order_id }) => order_id).toSorted(),
    );
    expect(pages).toBe(3);
  });

  it('is asked for again from a minute before the newest, and changed where it was', async () => {
    said = [rating('2026-03-24T21:00:00.000Z', 2), rating('2026-03-24T22:00:00.000Z', 5)];
    await pull();
    const late = rating('2026-03-24T21:59:10.000Z', 3);
    said = [late, { ...said[1]!, rating: 1, updated_at: '2026-03-24T22:00:01.000Z' }];
    await pull();
    expect((await known()).map(({ rating: stars }) => stars).toSorted()).toEqual([1, 2, 3]);
  });
});
