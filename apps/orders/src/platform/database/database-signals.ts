import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NotificationListener } from '#libs/postgres';
import type { OrdersSettings } from '../../orders.config.ts';
import { SETTINGS } from '../orders-options.ts';
import { sessionOptions } from './session-options.ts';
import { type SignallingTable, signalsChannel } from './migrations/1765050000000-signals.migration.ts';

/**
 * Says when a row has come into one of the tables into which seldom any does, whichever instance wrote it, so
 * that nobody needs to look for it several times a second. A signal may be lost with its session: who waits
 * for one looks now and then all the same.
 */
@Injectable()
export class DatabaseSignals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #callbacks: { readonly table: SignallingTable; readonly call: () => void }[] = [];
  readonly #listener: NotificationListener;

  constructor(@Inject(SETTINGS) settings: Pick<OrdersSettings, 'DATABASE_URL'>) {
    this.#listener = new NotificationListener(
      {
        connectionString: settings.DATABASE_URL,
        ...sessionOptions,
        application_name: 'passline-signals',
      },
      signalsChannel,
      {
        heard: (table) => {
          for (const each of this.#callbacks) if (each.table === table) each.call();
        },
        // Any of them may have been missed.
        connected: () => {
          for (const { call } of this.#callbacks) call();
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
    return this.#listener.stop();
  }

  /** @param call called once a row of the table has been committed, or may have been */
  on(table: SignallingTable, call: () => void): void {
    this.#callbacks.push({ table, call });
  }
}
