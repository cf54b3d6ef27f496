import 'reflect-metadata';
import { Command } from 'commander';
import * as z from 'zod';
import { emailSchema, restaurantSchema } from '#libs/contracts';
import { connectDatabase, createRestaurant } from '../../../orders/src/index.ts';
import { fail, onDatabase } from './command-database.ts';

const optionsSchema = z.object({
  name: restaurantSchema.shape.name,
  adminEmail: emailSchema,
  phone: restaurantSchema.shape.phone.default(null),
  address: restaurantSchema.shape.address.default(null),
  timezone: restaurantSchema.shape.timezone,
  locale: restaurantSchema.shape.locale,
  currency: restaurantSchema.shape.currency,
  basePreparationMinutes: z.coerce.number().pipe(restaurantSchema.shape.base_preparation_minutes),
});

async function create(given: unknown): Promise<void> {
  const read = optionsSchema.safeParse(given);
  if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `--${dashed(String(path[0]))}: ${message}`).join('\n'));
  const { adminEmail, basePreparationMinutes, ...profile } = read.data;
  await onDatabase(async ({ serviceUrl, adminUrl }) => {
    const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
    const restaurant = { ...profile, base_preparation_minutes: basePreparationMinutes };
    const { restaurantId, oneTimePassword } = await createRestaurant(database, restaurant, adminEmail).finally(() => database.dataSource.destroy());
    process.stdout.write(
      `${profile.name} is set up.\n  restaurant_id      ${restaurantId}\n  admin              ${adminEmail.toLowerCase()}\n  one-time password  ${oneTimePassword}\nIt is shown this once; the first log-in asks for another.\n`,
    );
  });
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const program = new Command('npm run admin --').description('Sets up restaurants, on DATABASE_URL or the embedded database.');
program
  .command('create-restaurant')
  .description('makes a restaurant and its first admin, and prints a one-time password')
  .requiredOption('--name <name>', 'as customers know it')
  .requiredOption('--admin-email <address>', 'with which the admin logs in')
  .option('--phone <number>', 'international, such as +639171234567; customers can call it')
  .option('--address <address>', 'shown in e-mails')
  .option('--timezone <zone>', 'IANA name', 'UTC')
  .option('--locale <tag>', 'language of messages where a customer names none', 'en')
  .option('--currency <code>', 'ISO 4217', 'USD')
  .option('--base-preparation-minutes <minutes>', 'from acceptance to ready for a small order', '20')
  .action(create);
await program.parseAsync().catch(fail);
