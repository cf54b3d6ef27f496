import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerExportSchema, problemSchema } from '#libs/contracts';
import { everyoneSeesAndMovesOnlyWhatIsTheirs } from '../access/access-matrix.contract.ts';
import { changesOfPlanHold, plansChange } from '../journeys/changes-of-plan.contract.ts';
import { JourneyWorld } from '../journeys/journey-world.ts';
import { ordersArePlacedAndCompleted } from '../journeys/placed-to-completed.contract.ts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { aCustomer } from '../support/providers.ts';
import { type Services, servicesStartTimeoutMs } from '../support/services.ts';
import { readTopic, versionsByOrder } from './topic.ts';

let world: JourneyWorld & { readonly passline: Services };

beforeAll(async () => {
  world = await JourneyWorld.startServices({ NOTIFY_HOLD_MS: String(changesOfPlanHold) });
}, servicesStartTimeoutMs);

afterAll(() => world.end(), 60_000);

ordersArePlacedAndCompleted(() => world);
everyoneSeesAndMovesOnlyWhatIsTheirs(() => world.passline.url, { hasInsights: false });
plansChange(() => world);

describe('someone who signs up', () => {
  it('confirms by the mail that the notifier fetched from orders, logs in, and is told by HELP whose texts they get', async () => {
    const { email: username, phone } = aCustomer();
    const nobody = new Api(world.passline.url);
    expect(
      (await nobody.post('/api/v1/customers', { username, password: 'correct horse battery', name: 'Cris' }))
        .status,
    ).toBe(201);
    const mail = await eventually(() => world.providers.smtp.mailsTo(username)[0], 'the mail with the link');
    const [, token] = /#confirm=(\S+)/.exec(mail.parsed.text ?? '') ?? [];
    expect((await nobody.post('/api/v1/customers/confirm', { token })).status).toBe(200);
    expect(
      (await nobody.post('/api/v1/auth/login', { username, password: 'correct horse battery' })).status,
    ).toBe(200);
    await world.by.cashier.place({ customer: { phone } });
    const help = await world.providers.twilio.passOn(
      `${world.passline.url}/api/v1/sms/inbound`,
      phone,
      'HELP',
    );
    expect([help.status, await help.text()]).toEqual([
      200,
      expect.stringContaining('<Message>Mabuhay Kitchen: these texts'),
    ]);
  });
});

describe('a customer who takes their data along', () => {
  it('gets the messages that the notifier sent; while it is away they are told to come back, and are given nothing that only looks like all', async () => {
    const { customer, cashier } = world.by;
    const path = '/api/v1/customers/me/export';
    const person = aCustomer();
    const { order_id } = await customer.place({ customer: person });
    await world.providers.twilio.passOn(`${world.passline.url}/api/v1/sms/inbound`, person.phone, 'STOP');
    await cashier.move(order_id, 'confirmed');
    await eventually(() => world.providers.smtp.mailsTo(person.email)[0], 'the mail');
    const told = await eventually(async () => {
      const { messages, text_consents } = customerExportSchema.parse((await customer.get(path)).body);
      const own = messages.filter((message) => message.order_id === order_id);
      return own.length === 2 && own.every(({ state }) => state === 'sent' || state === 'dropped')
        ? { own, text_consents }
        : null;
    }, 'the fate of both messages');
    expect(told.own.map(({ channel, moment, state, why }) => [channel, moment, state, why]).sort()).toEqual([
      ['email', 'confirmed', 'sent', null],
      ['sms', 'confirmed', 'dropped', 'opted_out'],
    ]);
    expect(told.text_consents).toEqual([
      expect.objectContaining({ phone: person.phone, wanted: false, restaurant_id: null }),
    ]);

    const notifier = world.passline.one('notifier');
    notifier.signal('SIGSTOP');
    try {
      const answer = await customer.get(path);
      expect([answer.status, answer.headers.get('retry-after'), problemSchema.parse(answer.body)]).toEqual([
        503,
        '60',
        expect.objectContaining({
          code: 'unavailable',
          detail: expect.stringContaining('without it this would not be all'),
        }),
      ]);
    } finally {
      notifier.signal('SIGCONT');
    }
    await eventually(async () => (await customer.get(path)).status === 200, 'the export again');
  });
});

describe('the topic between the services, when the day is over', () => {
  const address = '7 Ayala Avenue';
  /** Of every customer of these tests. */
  const personal = /Cris|@example\.test|63917\d{7}|Ayala/;

  it('holds every version of every order, once and in order, and not a word of who ordered', async () => {
    const { order_id: orderId } = await world.by.cashier.place({ address, customer: aCustomer() });
    await world.by.kitchen.move(orderId, 'cooking', { internal_notes: 'Cris is a regular' });
    const orders = await world.owner.everyOrder();
    const expected = Object.fromEntries(
      orders.map(({ order_id, version }) => [
        order_id,
        Array.from({ length: version }, (_, index) => index + 1),
      ]),
    );
    const count = orders.reduce((sum, { version }) => sum + version, 0);
    const records = await readTopic(world.passline.kafka.brokers, ({ length }) => length >= count);
    expect(versionsByOrder(records)).toEqual(expected);
    expect(records.filter((record) => personal.test(JSON.stringify(record)))).toEqual([]);
    const { body } = await world.by.cashier.get(`/api/v1/online/orders/${orderId}/`);
    expect(JSON.stringify(body)).toMatch(personal);
  });
});
