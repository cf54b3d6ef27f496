import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyoneSeesAndMovesOnlyWhatIsTheirs } from '../access/access-matrix.contract.ts';
import { changesOfPlanHold, plansChange } from '../journeys/changes-of-plan.contract.ts';
import { JourneyWorld } from '../journeys/journey-world.ts';
import { ordersArePlacedAndCompleted } from '../journeys/placed-to-completed.contract.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { aCustomer } from '../support/providers.ts';
import { type Services, servicesStartWithin } from '../support/services.ts';
import { readTopic, versionsByOrder } from './topic.ts';

let world: JourneyWorld & { readonly passline: Services };

beforeAll(async () => {
  world = await JourneyWorld.startServices({ NOTIFY_HOLD_MS: String(changesOfPlanHold) });
}, servicesStartWithin);

afterAll(() => world.end(), 60_000);

ordersArePlacedAndCompleted(() => world);
everyoneSeesAndMovesOnlyWhatIsTheirs(() => world.passline.url);
plansChange(() => world);

describe('someone who signs up', () => {
  it('confirms by the mail that the notifier fetched from orders, logs in, and is told by HELP whose texts they get', async () => {
    const { email: username, phone } = aCustomer();
    const nobody = new Api(world.passline.url);
    expect((await nobody.post('/api/v1/customers', { username, password: 'correct horse battery', name: 'Cris' })).status).toBe(201);
    const mail = await eventually(() => world.providers.smtp.mailsTo(username)[0], 'the mail with the link');
    const [, token] = /#confirm=(\S+)/.exec(mail.parsed.text ?? '') ?? [];
    expect((await nobody.post('/api/v1/customers/confirm', { token })).status).toBe(200);
    expect((await nobody.post('/api/v1/auth/login', { username, password: 'correct horse battery' })).status).toBe(200);
    await world.by.cashier.place({ customer: { phone } });
    const help = await world.providers.twilio.passOn(`${world.passline.url}/api/v1/sms/inbound`, phone, 'HELP');
    expect([help.status, await help.text()]).toEqual([200, expect.stringContaining('<Message>Mabuhay Kitchen: these texts')]);
  });
});

describe('the topic between the services, when the day is over', () => {
  const address = '7 Ayala Avenue';
  /** Of every customer of these tests. */
  const personal = /Cris|@example\.test|63917|Ayala/;

  it('holds every version of every order, once and in order, and not a word of who ordered', async () => {
    const { order_id: orderId } = await world.by.cashier.place({ address, customer: aCustomer() });
    await world.by.kitchen.move(orderId, 'cooking', { internal_notes: 'Cris is a regular' });
    const orders = await world.owner.everyOrder();
    const expected = Object.fromEntries(orders.map(({ order_id, version }) => [order_id, Array.from({ length: version }, (_, index) => index + 1)]));
    const count = orders.reduce((sum, { version }) => sum + version, 0);
    const records = await readTopic(world.passline.kafka.brokers, ({ length }) => length >= count);
    expect(versionsByOrder(records)).toEqual(expected);
    expect(records.filter((record) => personal.test(JSON.stringify(record)))).toEqual([]);
    const { body } = await world.by.cashier.get(`/api/v1/online/orders/${orderId}/`);
    expect(JSON.stringify(body)).toMatch(personal);
  });
});
