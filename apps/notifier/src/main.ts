import 'reflect-metadata';
import { EventLogServer } from '#libs/messaging';
import { connectConsumers, openKafkaLog, startConsumers } from '#libs/messaging';
import {
  createHttpApp,
  createLogger,
  listen,
  OwnUrl,
  readSettings,
  refuseTakenPort,
  runProgram,
} from '#libs/service-kit';
import { limitAddresses, ownAddressLimit } from '#libs/rate-limits';
import { notifierServiceSettingsSchema, refuseWithoutProviders } from './notifier.config.ts';
import { connectNotifier } from './notifier.database.ts';
import { NotifierModule } from './notifier.module.ts';

runProgram(async (whenStopping) => {
  const settings = readSettings(notifierServiceSettingsSchema, process.env);
  refuseWithoutProviders(settings);
  await refuseTakenPort(settings.HOST, settings.PORT);
  const logger = createLogger('notifier', settings.LOG_LEVEL);
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = settings;
  const database = await connectNotifier({ url, adminUrl, logger });
  const eventLog = openKafkaLog(settings.KAFKA_BROKERS, 'notifier', logger);
  whenStopping('the connection to Kafka', () => eventLog.close());
  const server = new EventLogServer(eventLog);
  const module = NotifierModule.with({
    settings,
    database,
    credentials: { id: settings.SERVICE_CLIENT_ID, secret: settings.SERVICE_CLIENT_SECRET },
    ordersUrl: new OwnUrl(settings.ORDERS_URL),
    logger,
    mailbox: false,
    consumerHealthy: () => server.healthy,
  });
  const app = await createHttpApp(module, settings.TRUST_PROXY, logger);
  whenStopping('the server', () => app.close());
  limitAddresses(app, ownAddressLimit(settings.RATE_LIMITS));
  connectConsumers(app, server);
  await listen(app, settings);
  const address = await app.getUrl();
  startConsumers(app, logger, whenStopping, () => {
    logger.info({ url: address }, 'the notifier is ready');
  });
});
