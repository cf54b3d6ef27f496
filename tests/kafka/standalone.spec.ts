import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readTopic, versionsByOrder } from '../services/topic.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { kafkaStartTimeoutMs, startTestKafka, type TestKafka } from '../support/kafka.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { aCustomer } from '../support/providers.ts';
import { Screen } from '../support/screens.ts';

let kafka: TestKafka;
let passline: Passline;

beforeAll(async () => {
  kafka = await startTestKafka();
  passline = await startPassline({ settings: { KAFKA_BROKERS: kafka.brokers, NOTIFY_HOLD_MS: '0' } });
}, kafkaStartTimeoutMs);

afterAll(async () => {
  await passline.stop();
  await kafka.stop();
}, 60_000);

it('npm start with KAFKA_BROKERS leads every event over Kafka: to those who read the topic, to screens and to the mailbox', async () => {
  const cashier = await Api.as(passline.url, 'cashier');
  const order = await cashier.place({ fulfilment: 'pickup', customer: aCustomer() });
  const screen = await Screen.open(passline.url, order.tracking_url.split('#')[1] ?? '');
  await cashier.move(order.order_id, 'ready');
  expect(await screen.frame(2)).toMatchObject({ status: 'ready' });
  screen.close();
  const versions = (records: Parameters<typeof versionsByOrder>[0]) =>
    versionsByOrder(records)[order.order_id];
  expect(
    versions(await readTopic(kafka.brokers, (records) => (versions(records) ?? []).length === 2)),
  ).toEqual([1, 2]);
  await eventually(
    async () => (await readdir(join(passline.dataFolder, 'mailbox'))).some((file) => file.endsWith('.eml')),
    'the mail in the mailbox',
  );
});
