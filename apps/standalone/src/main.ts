import 'reflect-metadata';
import { join } from 'node:path';
import { createLogger, refuseTakenPort, runProgram, type WhenStopping } from '#libs/service-kit';
import { refuseSilentKafka } from '#libs/messaging';
import { assemble, type Urls } from './assembly/assemble.ts';
import { makeDataFolder } from './embedded-database/data-folder.ts';
import { EmbeddedDatabase, keptSecret } from './embedded-database/embedded-database.ts';
import { type StartSettings, readStartSettings, readServices } from './standalone.config.ts';
import { showing } from './welcome/start-progress.ts';
import { welcome } from './welcome/welcome.ts';

runProgram(async (whenStopping) => {
  const start = readStartSettings(process.env);
  const settings = readServices(process.env);
  const { HOST, PORT } = settings.orders;
  await refuseTakenPort(HOST, PORT);
  if (settings.brokers !== undefined) await refuseSilentKafka(settings.brokers);
  const logger = createLogger('passline', start.LOG_LEVEL);
  await makeDataFolder(start.PASSLINE_DATA);
  const demoPassword = start.DEMO ? await passwordOfDemo(start) : undefined;
  const urls = await showing('Starting the database', databaseOf(start, whenStopping));
  const url = await showing(
    'Preparing the tables and opening the doors',
    assemble({ settings, urls, logger, demoPassword, whenStopping }),
  );
  process.stdout.write(await welcome(url, demoPassword));
});

async function databaseOf(start: StartSettings, whenStopping: WhenStopping): Promise<Urls> {
  if (start.DATABASE_URL !== undefined)
    return { serviceUrl: start.DATABASE_URL, adminUrl: start.DATABASE_ADMIN_URL };
  const embedded = await EmbeddedDatabase.open(start.PASSLINE_DATA);
  const letGo = await embedded.claim();
  whenStopping('the embedded PostgreSQL', () => embedded.stop(), { evenByForce: true });
  whenStopping('the hold on the data folder', letGo);
  return embedded;
}

const passwordOfDemo = ({ DEMO_PASSWORD, PASSLINE_DATA }: StartSettings): Promise<string> =>
  DEMO_PASSWORD === undefined
    ? keptSecret(join(PASSLINE_DATA, 'demo.password'))
    : Promise.resolve(DEMO_PASSWORD);
