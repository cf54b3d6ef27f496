import 'reflect-metadata';
import { Command } from 'commander';
import { orderEventsTopic } from '#libs/contracts';
import { connectNotifier, listDeadLetters, retryDeadLetter } from '../../../notifier/src/index.ts';
import { connectDatabase, listParkedEvents, retryParkedEvents } from '../../../orders/src/index.ts';
import { type CommandDatabase, fail, onDatabase } from './command-database.ts';
import { onKafka } from './command-kafka.ts';

type Stores = {
  readonly orders: Awaited<ReturnType<typeof connectDatabase>>;
  readonly notifier: Awaited<ReturnType<typeof connectNotifier>>;
};

const onStores = (work: (stores: Stores) => Promise<void>) => (): Promise<void> =>
  onDatabase(async ({ serviceUrl, adminUrl }: CommandDatabase) => {
    const orders = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
    const notifier = await connectNotifier({ url: serviceUrl, adminUrl });
    await work({ orders, notifier }).finally(() =>
      Promise.all([orders.dataSource.destroy(), notifier.close()]),
    );
  });

async function list({ orders, notifier }: Stores): Promise<void> {
  const messages = await listDeadLetters(notifier);
  const events = await listParkedEvents(orders);
  const unhandled = (await onKafka((log) => log.deadLetters(orderEventsTopic))) ?? [];
  const lines = [
    ...messages.map((m) => [
      m.id,
      m.orderNumber,
      `${m.isCorrection ? 'correction of ' : ''}${m.moment}`,
      m.channel,
      m.state,
      m.since.toISOString(),
      `${m.why} ${m.error}`.trim(),
    ]),
    ...events.map((e) => [
      e.id,
      e.order_id,
      e.event_type,
      'event',
      'parked',
      e.parked_at.toISOString(),
      e.because,
    ]),
    ...unhandled.map(({ id, consumer, at, error, record: { key, headers } }) => [
      id,
      key,
      headers['ce_type'] ?? 'no event',
      consumer,
      'unhandled',
      at,
      error,
    ]),
  ];
  process.stdout.write(
    lines.length === 0 ? 'No dead letters.\n' : `${lines.map((line) => line.join('  ')).join('\n')}\n`,
  );
}

/** Each kind has ids of its own form: a UUID, a number, a partition with a number. */
const retry =
  (which: string) =>
  async ({ orders, notifier }: Stores): Promise<void> => {
    const isOne = (form: RegExp): boolean => which === 'all' || form.test(which);
    const messages = isOne(/^[^/]*-[^/]*$/) ? await retryDeadLetter(notifier, which) : 0;
    const parked = isOne(/^\d+$/) ? await retryParkedEvents(orders, which) : 0;
    const unhandled = isOne(/^\d+\/\d+$/)
      ? ((await onKafka((log) => log.returnDeadLetters(orderEventsTopic, which))) ?? 0)
      : 0;
    process.stdout.write(
      `${String(messages)} messages and ${String(parked + unhandled)} events are back in line.\n`,
    );
    if (messages + parked + unhandled === 0 && which !== 'all')
      throw new Error(`No dead letter has the id ${which}; see "npm run dead-letters -- list".`);
  };

const program = new Command('npm run dead-letters --').description(
  'Messages that were given up or may not have arrived, events that could not leave and, where KAFKA_BROKERS is given, events that a service could not handle.',
);
program
  .command('list')
  .description('one line each: id, order, what, channel or consumer, state, since, why')
  .action(onStores(list));
program
  .command('retry')
  .description('puts one back in line by its id, or all that certainly did not arrive')
  .argument('<id|all>', 'an id of the list, or "all"')
  .action((which: string) => onStores(retry(which))());
await program.parseAsync().catch(fail);
