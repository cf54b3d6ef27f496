import { eventually } from '../support/eventually.ts';
import { startPassline } from '../support/passline.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ServiceProcess } from '../support/service-process.ts';

/** One of the programs, alone: what it would talk to beside its database is not there. */
export interface LoneProgram {
  readonly url: string;
  /** All that it printed so far. */
  output(): string;
  /** @returns the exit code, or null where a signal ended it */
  end(signal: 'SIGTERM'): Promise<number | null>;
  /** Leaves nothing of it behind. */
  stop(): Promise<void>;
}

export const programs = ['standalone', 'orders', 'notifier', 'tracking-gateway'] as const;
export type ProgramName = (typeof programs)[number];

/** Nothing listens there. */
const nobody = '127.0.0.1:1';
const surroundings = {
  KAFKA_BROKERS: nobody,
  ORDERS_URL: `http://${nobody}`,
  SERVICE_CLIENT_ID: 'passline',
  SERVICE_CLIENT_SECRET: 'the secret that the tests share',
  SMTP_URL: `smtp://${nobody}`,
  MAIL_FROM: 'kitchen@example.test',
  LOG_LEVEL: 'silent',
};

/** Resolves once it answers: alone, it need not be ready. */
export async function startAlone(name: ProgramName, database: TestDatabase): Promise<LoneProgram> {
  if (name === 'standalone') return startPassline({ database });
  const { serviceUrl: DATABASE_URL, adminUrl: DATABASE_ADMIN_URL } = database;
  const service = await ServiceProcess.of(name, { ...surroundings, DATABASE_URL, DATABASE_ADMIN_URL });
  service.launch();
  await eventually(async () => (await fetch(`${service.url}/health/live`)).ok, `${name} to answer`, 60_000);
  return {
    url: service.url,
    output: () => service.output,
    end: (signal) => service.end(signal),
    stop: async () => {
      await service.end('SIGKILL');
    },
  };
}
