import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { Database } from '../database/database.ts';
import { signalFor } from '../database/database-signals.ts';
import { LOGGER } from '../orders-options.ts';
import type { BoardNoticeRow } from './board-notice-row.ts';

/** Says to whoever waits for it that boards are to be told something beside the changes of orders. */
@Injectable()
export class BoardNotices {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called after the commit, never within the transaction. */
  written(notices: readonly BoardNoticeRow[]): void {
    if (notices.length === 0) return;
    // A signal that is lost costs the time until the next look.
    this.database.notify(signalFor('board_notices')).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'the gateways could not be told of a notice');
    });
  }
}
