import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Pace, SetPace, Staff } from '#libs/contracts';
import { nothing, type Sql, sql } from '#libs/postgres';
import {
  boardNoticeColumns,
  BoardNotices,
  type BoardNoticeRow,
  type Clock,
  CLOCK,
  Database,
  TimerKind,
  UpcomingTimers,
} from '../../platform/index.ts';
import { paceAt, paceFrom } from '../restaurant/pace.ts';
import { readRestaurant } from '../restaurant/read-restaurant.ts';

type Asking = Pick<Staff, 'restaurant_id'>;

/** How many orders a restaurant takes; what is set for a while ends by a timer of the restaurant's own. */
@Injectable()
export class SetPaceHandler {
  constructor(
    private readonly database: Database,
    private readonly boards: BoardNotices,
    private readonly timers: UpcomingTimers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read({ restaurant_id }: Asking): Promise<Pace> {
    const { pace } = await readRestaurant(this.database, restaurant_id);
    return paceAt(pace, this.clock());
  }

  /** @throws ProblemError 400 where it is to end before it begins */
  async set(wish: SetPace, { restaurant_id: restaurantId }: Asking): Promise<Pace> {
    const pace = paceFrom(wish, this.clock());
    const notice: BoardNoticeRow = { noticeId: newId(), restaurantId, kind: 'pace', content: pace };
    await this.database.ofRestaurant(restaurantId, written(pace, notice));
    this.boards.written([notice]);
    if (typeof pace.until === 'string') this.timers.written([{ dueAt: Date.parse(pace.until) }]);
    return pace;
  }
}

/** The pace with what ends it and what tells of it; the timer of the pace before is void by the version. */
const written = (pace: Pace, notice: BoardNoticeRow): Sql => sql`
  WITH changed AS (
    UPDATE passline.restaurants SET pace = ${JSON.stringify(pace)}, pace_version = pace_version + 1
    WHERE restaurant_id = ${notice.restaurantId} RETURNING restaurant_id, pace_version
  ), told AS (
    INSERT INTO passline.board_notices (${boardNoticeColumns.names})
    SELECT ${boardNoticeColumns.values(notice)} FROM changed
  ) ${typeof pace.until === 'string' ? endingAt(pace.until) : nothing}
  SELECT pace_version FROM changed`;

const endingAt = (until: string): Sql => sql`, ending AS (
    INSERT INTO passline.timers (timer_id, restaurant_id, version, kind, due_at)
    SELECT ${newId()}, restaurant_id, pace_version, ${TimerKind.PaceEnd}, ${until} FROM changed
  )`;
