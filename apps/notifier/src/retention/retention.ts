import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { removeExpired, type ExpiredRows } from '#libs/postgres';
import { Hourly, type Logger } from '#libs/service-kit';
import { Database, NarrowRole } from '../database/index.ts';
import { CLOCK, type Clock, LOGGER } from '../platform/index.ts';
import { Mailbox } from '../providers/index.ts';

/** What is at an end is kept for a month; what nobody has decided about, for three. */
const endedLongAgo = `(state IN ('sent', 'dropped') AND created_at < now() - interval '30 days')
  OR (state IN ('dead', 'unknown') AND due_at IS NULL AND created_at < now() - interval '90 days')`;

/**
 * Messages before the events that they came from. An event is remembered for longer than any log may bring it
 * again.
 */
const outlived: readonly ExpiredRows[] = [
  { table: 'notifier.notifications', when: `created_at < now() - interval '30 days' AND (${endedLongAgo})` },
  {
    table: 'notifier.inbox',
    when: `received_at < now() - interval '30 days'
      AND NOT EXISTS (SELECT FROM notifier.notifications n WHERE n.event_id = inbox.event_id)`,
  },
  { table: 'notifier.letters', when: endedLongAgo },
];

/** The mailbox of a development set-up has people's addresses in it. */
const mailboxMs = 7 * 24 * 3_600_000;

/** Removes what has been kept for long enough, each kind by itself: one that fails holds up no other. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #hourly: Hourly;

  constructor(
    private readonly database: Database,
    @Inject(Mailbox) private readonly mailbox: Pick<Mailbox, 'removeBefore'> | null,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#hourly = new Hourly('retention', () => this.#remove(), logger);
  }

  onApplicationBootstrap(): void {
    this.#hourly.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#hourly.stop();
  }

  async #remove(): Promise<void> {
    for (const rows of outlived) await this.#byItself(rows.table, () => this.#removeRows(rows));
    await this.#byItself('the mailbox', () => this.#removeFiles());
  }

  #removeRows(rows: ExpiredRows): Promise<unknown> {
    return removeExpired((statement) => this.database.asRole(NarrowRole.Jobs, statement), [rows]);
  }

  async #removeFiles(): Promise<void> {
    await this.mailbox?.removeBefore(new Date(this.now().getTime() - mailboxMs));
  }

  async #byItself(what: string, remove: () => Promise<unknown>): Promise<void> {
    await remove().catch((err: unknown) => {
      this.logger.warn({ err }, `retention of ${what} failed, and is tried again in an hour`);
    });
  }
}
