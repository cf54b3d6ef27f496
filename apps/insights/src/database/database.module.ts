import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Health, stopStep } from '#libs/service-kit';
import { Database } from './database.ts';

/** The tables, for all areas; closed once nothing uses them any more. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  /** @param database connected */
  static with(database: Database): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: Database, useValue: database }],
      exports: [Database],
    };
  }

  constructor(
    private readonly database: Database,
    health: Health,
  ) {
    health.needsForReady('insights database', () => database.isReachable());
  }

  async onApplicationShutdown(): Promise<void> {
    await stopStep('the connections of insights to the database', () => this.database.close());
  }
}
