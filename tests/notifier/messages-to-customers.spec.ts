import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrderEvent, orderEventSchema } from '#libs/contracts';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

// Real here: PostgreSQL, SMTP, HTTP, Nest and the event log. Twilio and the order's side are stand-ins that
// speak their published formats.
let world: NotifierWorld;

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);

afterAll(() => world.end());

afterEach(async () => {
  await world.stopNotifiers();
  world.smtp.failure = { kind: 'none' };
  world.twilio.failure = { kind: 'none' };
});

const states = (
  rows: readonly { channel: string; version: number; state: string; why: string | null }[],
): string[] =>
  rows.map(
    ({ version, channel, state, why }) => `${version} ${channel} ${state}${why === null ? '' : ` ${why}`}`,
  );

describe('a customer', () => {
  it('gets one e-mail and one text per moment, even when the event comes twice', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    const ready = order.moveTo('ready');
    await notifier.publish(ready);
    await notifier.publish(ready);
    await world.settled(order, 2);
    const mails = world.smtp.mailsTo(ana.email);
    const texts = world.twilio.textsTo(ana.phone);
    expect(mails).toHaveLength(1);
    expect(texts).toHaveLength(1);
    expect(mails[0]?.parsed.subject).toBe('Order ONLINE-000042 is ready');
    expect(mails[0]?.parsed.text).toContain('Ready. Come to the counter with 42.');
    expect(mails[0]?.parsed.text).toContain(order.facts.tracking_url);
    expect(mails[0]?.parsed.html).toContain('Track your order');
    expect(mails[0]?.parsed.from?.text).toBe('"Mabuhay Kitchen" <orders@mabuhay.example>');
    expect(texts[0]?.body).toBe(
      `Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. ${order.facts.tracking_url}`,
    );
  });

  it('hears of the end of a pickup, and not of a delivery’s packing and closing or of steps in the kitchen', async () => {
    const notifier = await world.start();
    const [pickup, delivery] = [world.place('pickup'), world.place('delivery')];
    await notifier.publish(pickup.moveTo('preparing'), pickup.moveTo('ready'), pickup.moveTo('completed'));
    await notifier.publish(
      delivery.moveTo('cooking'),
      delivery.moveTo('ready'),
      delivery.moveTo('out_for_delivery'),
      delivery.moveTo('delivered'),
      delivery.moveTo('completed'),
    );
    expect(states(await world.settled(pickup, 4)).filter((state) => state.includes('sent'))).toEqual([
      '4 email sent',
      '4 sms sent',
    ]);
    const told = await world.settled(delivery, 4);
    expect(new Set(told.map(({ moment }) => moment))).toEqual(new Set(['out_for_delivery', 'delivered']));
  });

  it('hears nothing of a mis-tap that is undone within the hold', async () => {
    const notifier = await world.start({ holdMs: 400 });
    const ana = someone();
    const order = world.place('pickup', ana);
    await notifier.publish(order.moveTo('ready'), order.recall());
    const rows = await world.settled(order, 4);
    expect(states(rows)).toEqual([
      '2 email dropped recalled',
      '2 sms dropped recalled',
      '3 email dropped not_told',
      '3 sms dropped not_told',
    ]);
    expect(world.smtp.mailsTo(ana.email)).toHaveLength(0);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(0);
  });

  it('gets one correction when what was told is recalled, by the channels that told it', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    world.twilio.failure = { kind: 'refuse', code: 21_211, message: "The 'To' number is not valid." };
    await notifier.publish(order.moveTo('cooking'), order.moveTo('ready'));
    await world.settled(order, 2);
    world.twilio.failure = { kind: 'none' };
    await notifier.publish(order.recall());
    expect(states(await world.settled(order, 4))).toEqual([
      '3 email sent',
      '3 sms dead refused',
      '4 email sent',
      '4 sms dropped not_told',
    ]);
    expect(world.smtp.mailsTo(ana.email).map(({ parsed }) => parsed.subject)).toEqual([
      'Order ONLINE-000042 is ready',
      'Order ONLINE-000042 is not quite ready yet',
    ]);
    expect(world.smtp.mailsTo(ana.email)[1]?.parsed.text).toContain(
      'Not quite yet: the kitchen is still finishing your order. Sorry for the back and forth.',
    );
  });

  it('hears that a delivery is not packed after all, where the release before told them that it was', async () => {
    const notifier = await world.start();
    const [ana, ben] = [someone(), someone()];
    const [told, untold] = [world.place('delivery', ana), world.place('delivery', ben)];
    const packed = told.moveTo('ready');
    // That release told it as it told of a pickup.
    await notifier.publish(
      orderEventSchema.parse({ ...packed, data: { ...packed.data, fulfilment: 'pickup' } }),
    );
    await world.settled(told, 2);
    await notifier.publish(told.recall(), untold.moveTo('ready'), untold.recall());
    expect(states(await world.settled(told, 4)).slice(2)).toEqual(['3 email sent', '3 sms sent']);
    expect(states(await world.settled(untold, 2))).toEqual([
      '3 email dropped not_told',
      '3 sms dropped not_told',
    ]);
    expect(world.smtp.mailsTo(ana.email).map(({ parsed }) => parsed.subject)).toEqual([
      'Order ONLINE-000042 is ready',
      'Order ONLINE-000042 is not quite ready yet',
    ]);
    expect(world.smtp.mailsTo(ben.email)).toEqual([]);
  });

  it('is told only the latest when a told status follows within the hold', async () => {
    const notifier = await world.start({ holdMs: 400 });
    const order = world.place('pickup');
    await notifier.publish(order.moveTo('ready'), order.moveTo('completed'));
    expect(states(await world.settled(order, 4))).toEqual([
      '2 email dropped superseded',
      '2 sms dropped superseded',
      '3 email sent',
      '3 sms sent',
    ]);
  });

  it('of whom an order names nothing leaves no trace, nor does a step that is not told', async () => {
    const notifier = await world.start();
    const [nobody, untold, older] = [world.place('pickup'), world.place('pickup'), world.place('pickup')];
    const { data, ...rest } = nobody.moveTo('ready');
    await notifier.publish(orderEventSchema.parse({ ...rest, data: { ...data, has_contact: false } }));
    await notifier.publish(untold.moveTo('cooking'), older.moveTo('ready'));
    await world.settled(older, 2);
    const ids = [nobody, untold, older].map(({ facts }) => facts.order_id);
    const kept: { order_id: string }[] = await world.dataSource.query(
      'SELECT order_id FROM notifier.inbox WHERE order_id = ANY ($1)',
      [ids],
    );
    expect(kept).toEqual([{ order_id: older.facts.order_id }]);
  });

  it('whose contact is added later hears of the next step that is told, and of none before', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', null);
    const withContact = (event: OrderEvent, has_contact: boolean): OrderEvent =>
      orderEventSchema.parse({ ...event, data: { ...event.data, has_contact } });
    await notifier.publish(withContact(order.moveTo('confirmed'), false));
    order.facts = { ...order.facts, contact: ana };
    await notifier.publish(withContact(order.amend({ status: 'unpaid' }), true));
    await notifier.publish(withContact(order.moveTo('ready'), true));
    expect(states(await world.settled(order, 2))).toEqual(['4 email sent', '4 sms sent']);
    expect(world.smtp.mailsTo(ana.email).map(({ parsed }) => parsed.subject)).toEqual([
      'Order ONLINE-000042 is ready',
    ]);
  });

  it('is told a moment that gave way to another which was taken back before anybody heard of it', async () => {
    const notifier = await world.start({ holdMs: 300 });
    const order = world.place('pickup');
    const ready = order.moveTo('ready');
    const pickedUp = order.moveTo('completed');
    await notifier.publish(ready);
    await eventually('"ready" gave way', async () =>
      states(await world.notificationsOf(order)).every((state) => state.endsWith('superseded')),
    );
    await notifier.publish(pickedUp, order.recall());
    expect(states(await world.settled(order, 6)).filter((state) => state.includes('sent'))).toEqual([
      '2 email sent',
      '2 sms sent',
    ]);
  });

  it('is still told a moment that a delay or an untold status follows', async () => {
    const notifier = await world.start({ holdMs: 300 });
    const order = world.place('pickup');
    await notifier.publish(order.moveTo('confirmed'), order.moveTo('preparing'), order.delay(10));
    expect(states(await world.settled(order, 2))).toEqual(['2 email sent', '2 sms sent']);
  });

  it('hears nothing of what is amended, which makes nothing untrue: not before, nor after, nor what takes back', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    const paid = { status: 'paid', method: 'card' } as const;
    await notifier.publish(order.amend({ status: 'unpaid', method: 'card' }));
    await notifier.publish(order.moveTo('ready'), order.amend(paid));
    expect(states(await world.settled(order, 2))).toEqual(['3 email sent', '3 sms sent']);
    await notifier.publish(order.amend(paid), order.recall(), order.amend(paid));
    expect(states(await world.settled(order, 4)).slice(2)).toEqual(['6 email sent', '6 sms sent']);
    expect(world.smtp.mailsTo(ana.email).map(({ parsed }) => parsed.subject)).toEqual([
      'Order ONLINE-000042 is ready',
      'Order ONLINE-000042 is not quite ready yet',
    ]);
    expect(world.smtp.mailsTo(ana.email)[0]?.parsed.text).toContain('Total: ₱450.00\nPaid by card\n');
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(2);
  });

  it('without a contact, or who has opted out of texts, gets none', async () => {
    const notifier = await world.start();
    const ana = someone();
    const [anonymous, optedOut] = [world.place('pickup', null), world.place('pickup', ana)];
    await world.consents.record({ phone: ana.phone, restaurantId: null }, { wanted: false, source: 'STOP' });
    await notifier.publish(anonymous.moveTo('ready'), optedOut.moveTo('ready'));
    expect(states(await world.settled(anonymous, 2))).toEqual([
      '2 email dropped no_contact',
      '2 sms dropped no_contact',
    ]);
    expect(states(await world.settled(optedOut, 2))).toEqual(['2 email sent', '2 sms dropped opted_out']);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(0);
    await world.consents.record({ phone: ana.phone, restaurantId: null }, { wanted: true, source: 'START' });
    await notifier.publish(optedOut.moveTo('completed'));
    expect(states(await world.settled(optedOut, 4)).slice(2)).toEqual(['3 email sent', '3 sms sent']);
  });

  it.each([
    ['en_US', 'Your order'],
    ['en-US@posix', 'Your order'],
    ['fil_PH', 'Your order'],
    ['C', 'Your order'],
    ['es_MX.UTF-8', 'Tu pedido'],
  ])('gets what is told though their language was written as %s', async (locale, begins) => {
    const notifier = await world.start();
    const ana = someone(locale);
    const order = world.place('delivery', ana);
    await notifier.publish(order.moveTo('out_for_delivery'));
    expect(states(await world.settled(order, 2))).toEqual(['2 email sent', '2 sms sent']);
    expect(world.smtp.mailsTo(ana.email)[0]?.parsed.text).toContain(begins);
  });

  it('reads Spanish where that is theirs', async () => {
    const notifier = await world.start();
    const ana = someone('es-MX');
    const order = world.place('pickup', ana);
    await notifier.publish(order.moveTo('rejected', { reason: 'sold_out' }));
    await world.settled(order, 2);
    expect(world.smtp.mailsTo(ana.email)[0]?.parsed.text).toContain(
      'Mabuhay Kitchen no puede atender este pedido (agotado). Puedes llamar al +6328888888.',
    );
    expect(world.twilio.textsTo(ana.phone)[0]?.body).toBe(
      `Mabuhay Kitchen: no podemos atender el pedido ONLINE-000042 (agotado). ${order.facts.tracking_url}`,
    );
  });

  it('is never written to twice by two notifiers at work on one queue', async () => {
    const [one] = [await world.start(), await world.start()];
    const orders = Array.from({ length: 30 }, () => world.place('pickup'));
    await one.publish(...orders.map((order) => order.moveTo('ready')));
    await Promise.all(orders.map((order) => world.settled(order, 2)));
    for (const order of orders) {
      expect(world.smtp.mailsTo(order.facts.contact?.email ?? '')).toHaveLength(1);
      expect(world.twilio.textsTo(order.facts.contact?.phone ?? '')).toHaveLength(1);
    }
  });
});
