import 'reflect-metadata';
import {
  allowCrossOrigin,
  createHttpApp,
  createLogger,
  listen,
  OwnUrl,
  readSettings,
  refuseTakenPort,
  runProgram,
} from '#libs/service-kit';
import { openKafkaLog } from '#libs/messaging';
import { newPassword } from './identity/index.ts';
import { connectDatabase, publishApiDocs } from './platform/index.ts';
import { watchRequests } from './internal-api/index.ts';
import { ordersServiceSettingsSchema } from './orders.config.ts';
import { OrdersModule } from './orders.module.ts';
import { seedDemo } from './restaurants/index.ts';

runProgram(async (whenStopping) => {
  const settings = readSettings(ordersServiceSettingsSchema, process.env);
  await refuseTakenPort(settings.HOST, settings.PORT);
  const logger = createLogger('orders', settings.LOG_LEVEL);
  const database = await connectDatabase(settings);
  if (settings.DEMO) {
    const password = settings.DEMO_PASSWORD ?? newPassword();
    await seedDemo(database, password);
    if (settings.DEMO_PASSWORD === undefined)
      process.stdout.write(`The demo accounts have the password ${password}\n`);
  }
  const eventLog = openKafkaLog(settings.KAFKA_BROKERS, 'orders', logger);
  whenStopping('the connection to Kafka', () => eventLog.close());
  const publicUrl = new OwnUrl(settings.PUBLIC_URL);
  const app = await createHttpApp(
    OrdersModule.with({ settings, database, eventLog, publicUrl, logger }),
    settings.TRUST_PROXY,
    logger,
  );
  whenStopping('the server', () => app.close());
  allowCrossOrigin(app, settings.TRUSTED_ORIGINS);
  await publishApiDocs(app);
  watchRequests(app, logger);
  await listen(app, settings);
  publicUrl.listening(await app.getUrl());
  logger.info({ url: await app.getUrl() }, 'orders is ready');
});
