import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NotificationListener } from '#libs/postgres';
import { type Logger, stopStep } from '#libs/service-kit';
import type { OrdersSettings } from '../../orders.config.ts';
import { LOGGER, SETTINGS } from '../orders-options.ts';
import { sessionOptions } from './session-options.ts';

/** On which the triggers of some of these tables notify, and of the others whoever has written a row. */
const signalsChannel = 'passline_signals';
/** Tables of which somebody waits for the next row, or for a change in one. */
type SignallingTable =
  'ended_sessions' | 'account_requests' | 'erasures' | 'exports' | 'board_notices' | 'restaurants';

/**
 * What `Database.notify` is told once a row was written into a table without a trigger that does it. After
 * the commit, as all commits would line up behind it otherwise.
 * @param restaurantId whose row it is, where that is of use
 */
export const signalFor = (table: 'board_notices' | 'restaurants', restaurantId?: string): string =>
  `${signalsChannel}, '${restaurantId === undefined ? table : `${table} ${restaurantId}`}'`;

/**
 * Says when a row has come into one of the tables in which somebody waits for it, whichever instance wrote
 * it, so that nobody needs to look for it several times a second. A signal may be lost with its session: who
 * waits for one looks now and then all the same.
 */
@Injectable()
export class DatabaseSignals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #callbacks: { readonly table: SignallingTable; readonly call: (id?: string) => void }[] = [];
  readonly #listener: NotificationListener;

  constructor(
    @Inject(SETTINGS) settings: Pick<OrdersSettings, 'DATABASE_URL'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#listener = new NotificationListener(
      {
        connectionString: settings.DATABASE_URL,
        ...sessionOptions,
        pipeline: false,
        application_name: 'passline-signals',
      },
      signalsChannel,
      {
        heard: (signal) => {
          const [table, id] = signal.split(' ');
          for (const each of this.#callbacks) if (each.table === table) each.call(id);
        },
        // Any of them may have been missed.
        connected: () => {
          for (const { call } of this.#callbacks) call();
        },
        lost: (error) => {
          logger.warn(
            { err: error },
            'what the database signals is not heard; looking by the clock meanwhile',
          );
        },
      },
    );
  }

  /** Whether a row that comes now is signalled, as far as is known. */
  get isListening(): boolean {
    return this.#listener.isListening;
  }

  onApplicationBootstrap(): void {
    this.#listener.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return stopStep('the database’s signals', () => this.#listener.stop());
  }

  /**
   * @param call called once a row of the table has been committed, or may have been; with whose it is, where
   * the signal says so
   */
  on(table: SignallingTable, call: (restaurantId?: string) => void): void {
    this.#callbacks.push({ table, call });
  }
}
