import 'reflect-metadata';
import { EventLogServer } from '#libs/messaging';
import {
  connectConsumers,
  createHttpApp,
  createLogger,
  limitAddresses,
  listen,
  openKafkaLog,
  ownAddressLimit,
  OwnUrl,
  readSettings,
  refuseTakenPort,
  runProgram,
  startConsumers,
} from '#libs/service-kit';
import { notifierServiceSettingsSchema } from './notifier.config.ts';
import { NotifierModule } from './notifier.module.ts';

runProgram(async (whenStopping) => {
  const settings = readSettings(notifierServiceSettingsSchema, process.env);
  await refuseTakenPort(settings.HOST, settings.PORT);
  const logger = createLogger('notifier', settings.LOG_LEVEL);
  const eventLog = openKafkaLog(settings.KAFKA_BROKERS, 'notifier', logger);
  whenStopping(() => eventLog.close());
  const server = new EventLogServer(eventLog);
  const module = NotifierModule.with({
    settings,
    database: { url: settings.DATABASE_URL, adminUrl: settings.DATABASE_ADMIN_URL },
    credentials: { id: settings.SERVICE_CLIENT_ID, secret: settings.SERVICE_CLIENT_SECRET },
    ordersUrl: new OwnUrl(settings.ORDERS_URL),
    logger,
    mailbox: false,
    consumerHealthy: () => server.healthy,
  });
  const app = await createHttpApp(module, settings.TRUST_PROXY, logger);
  whenStopping(() => app.close());
  limitAddresses(app, ownAddressLimit(settings.RATE_LIMITS));
  connectConsumers(app, server);
  await listen(app, settings);
  const url = await app.getUrl();
  startConsumers(app, logger, whenStopping, () => {
    logger.info({ url }, 'the notifier is ready');
  });
});
