import { Inject, Injectable } from '@nestjs/common';
import { sql } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { signalFor } from '../database/database-signals.ts';
import { LOGGER } from '../orders-options.ts';
import { boardNoticeColumns, type BoardNoticeRow } from './board-notice-row.ts';

/** What boards are told beside the changes of orders: written down, and said to whoever waits for it. */
@Injectable()
export class BoardNotices {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async write(notice: BoardNoticeRow): Promise<void> {
    await this.database.ofRestaurant(
      notice.restaurantId,
      sql`INSERT INTO passline.board_notices (${boardNoticeColumns.names})
        VALUES (${boardNoticeColumns.values(notice)})`,
    );
    this.written([notice]);
  }

  /** To be called after the commit, never within the transaction. */
  written(notices: readonly BoardNoticeRow[]): void {
    if (notices.length === 0) return;
    // A signal that is lost costs the time until the next look.
    this.database.notify(signalFor('board_notices')).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'the gateways could not be told of a notice');
    });
  }
}
