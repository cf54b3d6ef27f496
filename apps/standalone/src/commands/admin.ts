import 'reflect-metadata';
import { Command } from 'commander';
import * as z from 'zod';
import { emailSchema, restaurantSchema } from '#libs/contracts';
import { connectDatabase, createRestaurant, rotateKeys } from '../../../orders/src/index.ts';
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
  if (!read.success)
    throw new Error(
      read.error.issues.map(({ path, message }) => `--${dashed(String(path[0]))}: ${message}`).join('\n'),
    );
  const { adminEmail, basePreparationMinutes, ...profile } = read.data;
  await onDatabase(async ({ serviceUrl, adminUrl }) => {
    const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
    const restaurant = { ...profile, base_preparation_minutes: basePreparationMinutes };
    const { restaurantId, oneTimePassword } = await createRestaurant(
      database,
      restaurant,
      adminEmail,
    ).finally(() => database.dataSource.destroy());
    process.stdout.write(
      `${profile.name} is set up.\n  restaurant_id      ${restaurantId}\n  admin              ${adminEmail.toLowerCase()}\n  one-time password  ${oneTimePassword}\nIt is shown this once; the first log-in asks for another.\n`,
    );
  });
}

async function rotate({ atOnce = false }: { readonly atOnce?: boolean }): Promise<void> {
  await onDatabase(async ({ serviceUrl, adminUrl }) => {
    const database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
    const { kid, signsFrom } = await rotateKeys(database, { atOnce }).finally(() =>
      database.dataSource.destroy(),
    );
    process.stdout.write(
      `There is a new key, ${kid}.\n  ${atOnce ? ended : `It signs from ${signsFrom.toISOString()} on. ${kept}`}\n`,
    );
  });
}

const kept =
  'The one before is believed until the last of its tokens has ended, a quarter of an hour later. Nobody has to log in again.';
const ended =
  'The old ones are ended: running instances refuse their tokens within 10 s. Whoever has a refresh token trades it and goes on; devices ask for a token again.';

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const program = new Command('npm run admin --').description(
  'Sets up restaurants, and rotates the keys that tokens are signed with, on DATABASE_URL or the embedded database.',
);
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
program
  .command('rotate-keys')
  .description(
    'makes a new key to sign access tokens with; running instances take it up by themselves, and nobody is logged out',
  )
  .option('--at-once', 'for a key that was stolen: the old ones end now, and their tokens with them')
  .action(rotate);
await program.parseAsync().catch(fail);
