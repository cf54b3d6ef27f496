import { Inject, Injectable } from '@nestjs/common';
import type { Done, PushedTimes, RestaurantFactsAnswer } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { type Clock, CLOCK, Database } from '../platform/index.ts';
import { readRestaurantFacts } from './read-restaurant-facts.ts';
import { writeLearnedTimes } from './write-learned-times.ts';

/** What insights asks, and hands in: `orders` itself asks nobody. */
@Injectable()
export class InsightsHandler {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async restaurants(ids: readonly string[]): Promise<RestaurantFactsAnswer> {
    return { restaurants: await readRestaurantFacts(this.database, ids) };
  }

  async keep(times: PushedTimes): Promise<Done> {
    await writeLearnedTimes(this.database, times, this.clock());
    return {};
  }

  async heartbeat(): Promise<Done> {
    const now = new Date(this.clock());
    await this.database.ofNobody(sql`
      INSERT INTO passline.insights_heartbeat (beaten_at) VALUES (${now})
      ON CONFLICT (single) DO UPDATE SET beaten_at = EXCLUDED.beaten_at`);
    return {};
  }
}
