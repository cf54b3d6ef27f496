import 'reflect-metadata';
import { connectConsumers, EventLogServer, openKafkaLog, startConsumers } from '#libs/messaging';
import { limitAddresses, ownAddressLimit } from '#libs/rate-limits';
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
import { connectInsights } from './database/index.ts';
import { insightsServiceSettingsSchema } from './insights.config.ts';
import { InsightsModule } from './insights.module.ts';

runProgram(async (whenStopping) => {
  const settings = readSettings(insightsServiceSettingsSchema, process.env);
  await refuseTakenPort(settings.HOST, settings.PORT);
  const logger = createLogger('insights', settings.LOG_LEVEL);
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = settings;
  const database = await connectInsights({ url, adminUrl, logger });
  const eventLog = openKafkaLog(settings.KAFKA_BROKERS, 'insights', logger);
  whenStopping('the connection to Kafka', () => eventLog.close());
  const server = new EventLogServer(eventLog);
  const module = InsightsModule.with({
    database,
    settings,
    credentials: { id: settings.SERVICE_CLIENT_ID, secret: settings.SERVICE_CLIENT_SECRET },
    ordersUrl: new OwnUrl(settings.ORDERS_URL),
    logger,
    consumerHealthy: () => server.healthy,
  });
  const app = await createHttpApp(module, settings.TRUST_PROXY, logger);
  whenStopping('the server', () => app.close());
  limitAddresses(app, ownAddressLimit(settings.RATE_LIMITS));
  allowCrossOrigin(app, settings.TRUSTED_ORIGINS);
  connectConsumers(app, server);
  await listen(app, settings);
  const address = await app.getUrl();
  startConsumers(app, logger, whenStopping, () => {
    logger.info({ url: address }, 'insights is ready');
  });
});
