import 'reflect-metadata';
import { Command } from 'commander';
import { connectInsights } from '../../../insights/src/index.ts';
import { connectNotifier } from '../../../notifier/src/index.ts';
import { connectDatabase } from '../../../orders/src/index.ts';
import { SettingError } from '#libs/service-kit';
import { type CommandDatabase, fail, onDatabase } from './command-database.ts';

/** Connecting migrates, where the owner's URL is known. */
async function migrate({ serviceUrl, adminUrl }: CommandDatabase): Promise<void> {
  if (adminUrl === undefined)
    throw new SettingError(
      'DATABASE_ADMIN_URL: is needed with DATABASE_URL, since only the owner may change the schema',
    );
  const orders = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  await orders.dataSource.destroy();
  const notifier = await connectNotifier({ url: serviceUrl, adminUrl });
  await notifier.close();
  const insights = await connectInsights({ url: serviceUrl, adminUrl });
  await insights.close();
  process.stdout.write('The schema is up to date.\n');
}

await new Command('npm run migrate --')
  .description(
    'Brings the schema up to date, and makes the role that DATABASE_URL names, as the owner that DATABASE_ADMIN_URL names. Without them: the embedded database. Safe to run again, and by several at once.',
  )
  .action(() => onDatabase(migrate))
  .parseAsync()
  .catch(fail);
