import 'reflect-metadata';
import { join } from 'node:path';
import {
  createLogger,
  refuseSilentKafka,
  refuseTakenPort,
  runProgram,
  type WhenStopping,
} from '#libs/service-kit';
import { assemble, type Urls } from './assembly/assemble.ts';
import { makeDataFolder } from './embedded-database/data-folder.ts';
import { EmbeddedDatabase, keptSecret } from './embedded-database/embedded-database.ts';
import { type Ground, readGround, readServices } from './standalone.config.ts';
import { showing } from './welcome/start-progress.ts';
import { welcome } from './welcome/welcome.ts';

runProgram(async (whenStopping) => {
  const ground = readGround(process.env);
  const settings = readServices(process.env);
  const { HOST, PORT } = settings.orders;
  await refuseTakenPort(HOST, PORT);
  if (settings.brokers !== undefined) await refuseSilentKafka(settings.brokers);
  const logger = createLogger('passline', ground.LOG_LEVEL);
  await makeDataFolder(ground.PASSLINE_DATA);
  const demoPassword = ground.DEMO ? await passwordOfDemo(ground) : undefined;
  const urls = await showing('Starting the database', databaseOf(ground, whenStopping));
  const url = await showing(
    'Preparing the tables and opening the doors',
    assemble({ settings, urls, logger, demoPassword, whenStopping }),
  );
  process.stdout.write(await welcome(url, demoPassword));
});

async function databaseOf(ground: Ground, whenStopping: WhenStopping): Promise<Urls> {
  if (ground.DATABASE_URL !== undefined)
    return { serviceUrl: ground.DATABASE_URL, adminUrl: ground.DATABASE_ADMIN_URL };
  const embedded = await EmbeddedDatabase.open(ground.PASSLINE_DATA);
  const letGo = await embedded.claim();
  whenStopping(() => embedded.stop());
  whenStopping(letGo);
  return embedded;
}

const passwordOfDemo = ({ DEMO_PASSWORD, PASSLINE_DATA }: Ground): Promise<string> =>
  DEMO_PASSWORD === undefined
    ? keptSecret(join(PASSLINE_DATA, 'demo.password'))
    : Promise.resolve(DEMO_PASSWORD);
