import { Inject, Injectable } from '@nestjs/common';
import { openPace } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { attentionNotice, attentionsAt, nextAttention, type StoredOrder } from '../ordering/index.ts';
import {
  CLOCK,
  type Clock,
  Database,
  boardNoticeColumns,
  type BoardNoticeRow,
  BoardNotices,
  type TimerRow,
} from '../platform/index.ts';

/**
 * What boards are told since time has passed. Written only while what it speaks of has still the version that
 * it was set for: whoever changes that at the same moment comes after it.
 */
@Injectable()
export class TimedNotices {
  constructor(
    private readonly database: Database,
    private readonly boards: BoardNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What of the order calls for attention by now: nothing, where the restaurant has raised its limit.
   * @returns when more will, in ms; null where nothing will
   */
  async attention(order: StoredOrder, { version }: TimerRow): Promise<number | null> {
    const now = this.clock();
    const due = attentionsAt(order, now);
    const next = nextAttention(order, now);
    if (due.length === 0) return next;
    const still = sql`FROM passline.orders WHERE order_id = ${order.orderId} AND version = ${version} FOR SHARE`;
    await this.#write(attentionNotice(order, due, now), still);
    return next;
  }

  /** The restaurant takes orders as usual again. */
  paceEnded({ timerId, restaurantId, version }: TimerRow): Promise<void> {
    const notice = { noticeId: timerId, restaurantId, kind: 'pace', content: openPace } as const;
    const still = sql`FROM passline.restaurants
      WHERE restaurant_id = ${restaurantId} AND pace_version = ${version} FOR SHARE`;
    return this.#write(notice, still);
  }

  async #write(notice: BoardNoticeRow, still: Sql): Promise<void> {
    const written = await this.database.ofRestaurant(
      notice.restaurantId,
      sql`WITH still AS (SELECT restaurant_id ${still}), notice AS (
          INSERT INTO passline.board_notices (${boardNoticeColumns.names})
          SELECT ${boardNoticeColumns.values(notice)} FROM still
          ON CONFLICT DO NOTHING
        )
        SELECT restaurant_id FROM still`,
    );
    if (written.length > 0) this.boards.written([notice]);
  }
}
