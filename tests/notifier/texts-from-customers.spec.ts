import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { NotifierWorld, type RunningNotifier, someone } from './notifier-world.ts';

// Real here: PostgreSQL, HTTP, Nest and the event log. Twilio and the order's side are stand-ins that speak
// their published formats.
let world: NotifierWorld;
let notifier: RunningNotifier;

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
}, 60_000);
afterAll(() => world.end());
beforeEach(async () => {
  notifier = await world.start();
});
afterEach(async () => {
  await world.stopNotifiers();
  world.twilio.failure = { kind: 'none' };
  world.orders.isAway = false;
  world.orders.publicUrl = 'https://track.example';
});

const inbound = '/api/v1/sms/inbound';
const publicInbound = `https://track.example${inbound}`;
const empty = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

type Texted = Parameters<NotifierWorld['twilio']['passOn']>[3];
const texted = (phone: string, body: string, options: Texted = {}): Promise<Response> =>
  world.twilio.passOn(publicInbound, phone, body, { to: notifier.url + inbound, ...options });

/** What becomes of the text about an order that is ready. */
async function textAbout(contact: ReturnType<typeof someone>): Promise<string> {
  const order = world.place('pickup', contact);
  await notifier.publish(order.moveTo('ready'));
  const sms = (await world.settled(order, 2)).find(({ channel }) => channel === 'sms');
  return `${sms?.state ?? 'none'} ${sms?.why ?? ''}`.trim();
}

const ledgerOf = (phone: string): Promise<unknown[]> =>
  world.dataSource.query(
    'SELECT restaurant_id, wanted, source FROM notifier.consents WHERE phone = $1 ORDER BY id',
    [phone],
  );

describe('A text that comes in', () => {
  it.each<[string, string, Texted]>([
    ['without a signature', inbound, { signature: null }],
    ['with a wrong one', inbound, { signature: 'bm90IHNpZ25lZCBieSBUd2lsaW8gYXQ=' }],
    ['signed for another address', `${inbound}?from=elsewhere`, {}],
  ])('is refused %s, and nothing is noted down', async (_, path, signed) => {
    const { phone } = someone();
    const answer = await texted(phone, 'STOP', { to: notifier.url + path, ...signed });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({ code: 'forbidden' });
    expect(await ledgerOf(phone)).toEqual([]);
  });

  it('is refused where a field was changed on the way', async () => {
    const { phone } = someone();
    expect((await texted(phone, 'Thanks', { tampered: { Body: 'STOP' } })).status).toBe(403);
    expect((await texted(phone, 'STOP', { tampered: { From: someone().phone } })).status).toBe(403);
    expect((await texted(phone, 'Thanks', { tampered: { OptOutType: 'STOP' } })).status).toBe(403);
  });

  it('is refused everywhere while Twilio is not set up', async () => {
    const other = await world.start({ mailbox: true, environment: {} });
    expect((await texted(someone().phone, 'STOP', { to: other.url + inbound })).status).toBe(403);
  });

  it('is known by its signature over query and path as Twilio calls them', async () => {
    const url = `${publicInbound}/?shop=1`;
    const answer = await world.twilio.passOn(url, someone().phone, 'Hello', {
      to: `${notifier.url}${inbound}/?shop=1`,
    });
    expect([answer.status, await answer.text()]).toEqual([200, empty]);
  });

  it('is answered with nothing where it is no keyword', async () => {
    const { phone } = someone();
    const answer = await texted(phone, 'Where is my order?');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/xml; charset=utf-8',
      empty,
    ]);
    expect(await ledgerOf(phone)).toEqual([]);
  });

  it.each([
    ['no number', { From: 'Mabuhay' }],
    ['a number that is none', { From: '+0' }],
    ['no body', { Body: '' }],
  ])('is taken calmly with %s', async (_, more) => {
    const answer = await texted(someone().phone, 'STOP', { more });
    expect([answer.status, await answer.text()]).toEqual([200, empty]);
  });

  it('is still heard while orders is away, by the address that came with the last text', async () => {
    const [ana, ben] = [someone(), someone()];
    await textAbout(ana);
    world.orders.isAway = true;
    expect((await texted(ben.phone, 'STOP')).status).toBe(200);
    expect(await ledgerOf(ben.phone)).toHaveLength(1);
  });

  it('is put off where the address is not known and orders is away', async () => {
    world.orders.isAway = true;
    const answer = await texted(someone().phone, 'STOP');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  });
});

describe('STOP', () => {
  it.each(['STOP', ' stop. ', 'Baja'])(
    '"%s" ends all texts to the number, from whatever restaurant, and is not answered',
    async (word) => {
      const ana = someone();
      expect(await textAbout(ana)).toBe('sent');
      expect(await (await texted(ana.phone, word)).text()).toBe(empty);
      expect(await textAbout(ana)).toBe('dropped opted_out');
      expect(await ledgerOf(ana.phone)).toEqual([
        { restaurant_id: null, wanted: false, source: `text "${word.trim()}"` },
      ]);
      expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
    },
  );

  it('catches a text that is still held', async () => {
    await world.stopNotifiers();
    const hold = 3_600_000;
    let now = new Date();
    notifier = await world.start({ holdMs: hold, now: () => now });
    const ana = someone();
    const order = world.place('pickup', ana);
    await notifier.publish(order.moveTo('ready'));
    expect((await texted(ana.phone, 'STOP')).status).toBe(200);
    now = new Date(now.getTime() + hold);
    const sms = (await world.settled(order, 2)).find(({ channel }) => channel === 'sms');
    expect([sms?.state, sms?.why]).toEqual(['dropped', 'opted_out']);
  });

  it('leaves e-mails and other people’s texts alone', async () => {
    const [ana, ben] = [someone(), someone()];
    await texted(ana.phone, 'STOP');
    await textAbout(ana);
    expect(world.smtp.mailsTo(ana.email)).toHaveLength(1);
    expect(await textAbout(ben)).toBe('sent');
  });

  it('is heard where the provider has answered it itself', async () => {
    const ana = someone();
    await texted(ana.phone, 'Arrêtez', { more: { OptOutType: 'STOP' } });
    expect(await textAbout(ana)).toBe('dropped opted_out');
  });

  it('that only the provider has heard is learnt from its refusal', async () => {
    const ana = someone();
    world.twilio.failure = {
      kind: 'refuse',
      code: 21_610,
      message: 'Attempt to send to unsubscribed recipient',
    };
    expect(await textAbout(ana)).toBe('dropped opted_out');
    expect(await ledgerOf(ana.phone)).toEqual([
      { restaurant_id: null, wanted: false, source: "the provider's answer 21610" },
    ]);
    world.twilio.failure = { kind: 'none' };
    const before = world.twilio.sendRequests;
    expect(await textAbout(ana)).toBe('dropped opted_out');
    expect(world.twilio.sendRequests).toBe(before);
  });

  it('that only the provider has heard is learnt from its report, and is no dead letter', async () => {
    const ana = someone();
    const order = world.place('pickup', ana);
    await notifier.publish(order.moveTo('ready'));
    await world.settled(order, 2);
    const [text] = world.twilio.textsTo(ana.phone);
    if (!text?.statusCallback) throw new Error('no text was sent');
    const here = notifier.url + text.statusCallback.slice('https://track.example'.length);
    expect((await world.twilio.report(text, 'undelivered', { url: here, errorCode: 21_610 })).status).toBe(
      200,
    );
    expect((await world.notificationsOf(order))[1]).toMatchObject({ state: 'dropped', why: 'opted_out' });
    expect(await textAbout(ana)).toBe('dropped opted_out');
  });
});

describe('START', () => {
  it.each(['START', 'unstop', 'Yes', 'Alta'])('"%s" resumes texts', async (word) => {
    const ana = someone();
    await texted(ana.phone, 'STOP');
    expect(await textAbout(ana)).toBe('dropped opted_out');
    expect(await (await texted(ana.phone, word)).text()).toBe(empty);
    expect(await textAbout(ana)).toBe('sent');
  });
});

describe('HELP', () => {
  it('names the restaurant and how to stop, in the customer’s language', async () => {
    const [ana, eva] = [someone(), someone('es-MX')];
    world.place('pickup', ana);
    world.place('pickup', eva);
    expect(await (await texted(ana.phone, 'help')).text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Mabuhay Kitchen: these texts tell you where your order is. Questions? Call +6328888888. Text STOP to get no more, START to get them again.</Message></Response>',
    );
    expect(await (await texted(eva.phone, 'Ayuda')).text()).toContain(
      'Mabuhay Kitchen: estos mensajes te dicen donde esta tu pedido.',
    );
  });

  it('is answered without a name where nobody knows whose customer that is', async () => {
    expect(await (await texted(someone().phone, 'HELP')).text()).toContain(
      '<Message>These texts tell you where your order is. Text STOP',
    );
  });

  it('is not answered twice: not where the provider has done so', async () => {
    expect(await (await texted(someone().phone, 'HELP', { more: { OptOutType: 'HELP' } })).text()).toBe(
      empty,
    );
  });
});
