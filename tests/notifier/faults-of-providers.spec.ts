import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { listDeadLetters, migrateNotifier, retryDeadLetter } from '../../apps/notifier/src/index.ts';
import { Notification } from '../../apps/notifier/src/queue/index.ts';
import { digestOf } from '../../apps/notifier/src/providers/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

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

const states = (rows: readonly { channel: string; state: string; why: string | null }[]): string[] =>
  rows.map(({ channel, state, why }) => `${channel} ${state}${why === null ? '' : ` ${why}`}`);

describe('while a provider is away', () => {
  it('no message is lost, and each goes out once when it is back', async () => {
    const notifier = await world.start();
    await Promise.all([world.smtp.down(), world.twilio.down()]);
    const orders = Array.from({ length: 5 }, () => world.place('pickup'));
    await notifier.publish(...orders.map((order) => order.moveTo('ready')));
    await eventually('each message was tried', async () =>
      (await Promise.all(orders.map((order) => world.notificationsOf(order))))
        .flat()
        .every(({ attempts }) => attempts > 0),
    );
    await Promise.all([world.smtp.up(), world.twilio.up()]);
    for (const order of orders) {
      expect(states(await world.settled(order, 2))).toEqual(['email sent', 'sms sent']);
      expect(world.smtp.mailsTo(order.facts.contact?.email ?? '')).toHaveLength(1);
      expect(world.twilio.textsTo(order.facts.contact?.phone ?? '')).toHaveLength(1);
    }
  });

  it('"come back later" is understood: greylisting, and too many requests', async () => {
    const notifier = await world.start();
    const order = world.place('pickup');
    world.smtp.failure = { kind: 'greylist' };
    world.twilio.failure = { kind: 'too_many_requests', retryAfterSeconds: 1 };
    await notifier.publish(order.moveTo('ready'));
    await eventually('both were tried', async () =>
      (await world.notificationsOf(order)).every(({ attempts }) => attempts > 0),
    );
    world.smtp.failure = { kind: 'none' };
    world.twilio.failure = { kind: 'unavailable' };
    await eventually('the text was tried again', async () =>
      (await world.notificationsOf(order)).some(({ channel, attempts }) => channel === 'sms' && attempts > 1),
    );
    world.twilio.failure = { kind: 'none' };
    expect(states(await world.settled(order, 2))).toEqual(['email sent', 'sms sent']);
  });

  it('a message whose order is recalled meanwhile is not sent when the provider is back', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    await Promise.all([world.smtp.down(), world.twilio.down()]);
    await notifier.publish(order.moveTo('ready'));
    await eventually('both were tried', async () =>
      (await world.notificationsOf(order)).every(({ attempts }) => attempts > 0),
    );
    await notifier.publish(order.recall());
    await world.settled(order, 4);
    await Promise.all([world.smtp.up(), world.twilio.up()]);
    expect(states(await world.notificationsOf(order))).toEqual([
      'email dropped recalled',
      'sms dropped recalled',
      'email dropped not_told',
      'sms dropped not_told',
    ]);
    expect([...world.smtp.mailsTo(ana.email), ...world.twilio.textsTo(ana.phone)]).toEqual([]);
  });

  it('a slow one holds up its own channel alone, and a correction waits for the outcome of what it corrects', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    const answered = Promise.withResolvers<undefined>();
    world.twilio.failure = { kind: 'held', until: answered.promise };
    await notifier.publish(order.moveTo('ready'));
    await eventually(
      'the mail is sent while the text is under way',
      async () => states(await world.notificationsOf(order)).join() === 'email sent,sms sending',
    );
    await notifier.publish(order.recall());
    const midway = ['email sent', 'sms sending', 'email sent', 'sms held'].join();
    await eventually(
      'mail and its correction are sent while the text is under way',
      async () => states(await world.notificationsOf(order)).join() === midway,
    );
    world.twilio.failure = { kind: 'none' };
    answered.resolve(undefined);
    expect(states(await world.settled(order, 4))).toEqual([
      'email sent',
      'sms sent',
      'email sent',
      'sms sent',
    ]);
    expect(world.twilio.textsTo(ana.phone).map(({ body }) => body.includes('not quite yet'))).toEqual([
      false,
      true,
    ]);
  });

  it('a message past its deadline is given up and listed', async () => {
    const start = new Date();
    let now = start;
    const notifier = await world.start({ now: () => now });
    await Promise.all([world.smtp.down(), world.twilio.down()]);
    const order = world.place('pickup');
    await notifier.publish(order.moveTo('ready'));
    await eventually('both were tried', async () =>
      (await world.notificationsOf(order)).every(({ attempts }) => attempts > 0),
    );
    now = new Date(start.getTime() + 61 * 60_000);
    expect(states(await world.settled(order, 2))).toEqual(['email dead deadline', 'sms dead deadline']);
    await Promise.all([world.smtp.up(), world.twilio.up()]);
    expect(await listDeadLetters(world.service)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          orderNumber: 'ONLINE-000042',
          moment: 'ready',
          channel: 'sms',
          why: 'deadline',
        }),
      ]),
    );
  });
});

describe('a text whose answer is lost', () => {
  it('is found at the provider and not sent again', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    world.twilio.failure = { kind: 'lost_answer' };
    await notifier.publish(order.moveTo('ready'));
    expect(states(await world.settled(order, 2))).toEqual(['email sent', 'sms sent']);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
    expect((await world.notificationsOf(order))[1]?.providerId).toBe(world.twilio.textsTo(ana.phone)[0]?.sid);
  });

  it('is sent once the provider is known to have none: an internal error says nothing', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    const lookUps = world.twilio.lookUps;
    world.twilio.failure = { kind: 'internal_error' };
    await notifier.publish(order.moveTo('ready'));
    await eventually('the text was looked for', () => world.twilio.lookUps > lookUps);
    world.twilio.failure = { kind: 'none' };
    expect(states(await world.settled(order, 2))).toEqual(['email sent', 'sms sent']);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
  });

  it('is not taken for an equal one of an earlier moment', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    await notifier.publish(order.moveTo('ready'));
    await world.settled(order, 2);
    await notifier.publish(order.recall());
    await world.settled(order, 4);
    const lookUps = world.twilio.lookUps;
    world.twilio.failure = { kind: 'internal_error' };
    await notifier.publish(order.moveTo('ready'));
    await eventually('the text was looked for', () => world.twilio.lookUps > lookUps);
    world.twilio.failure = { kind: 'none' };
    await world.settled(order, 6);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(3);
  });

  it("is settled by the provider's signed report, and by no other", async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana, 'https://public.example/');
    await notifier.publish(order.moveTo('ready'));
    await world.settled(order, 2);
    const [text] = world.twilio.textsTo(ana.phone);
    expect(text?.statusCallback).toMatch(/^https:\/\/public\.example\/api\/v1\/sms\/status\?job=/);
    if (!text?.statusCallback) throw new Error('no text was sent');
    const here = notifier.url + text.statusCallback.slice('https://public.example'.length);
    await world.dataSource
      .getRepository(Notification)
      .update({ orderId: order.id, channel: 'sms' }, { state: 'unknown', providerId: null });
    const forged = await fetch(here, {
      method: 'POST',
      body: new URLSearchParams({ MessageSid: text.sid, MessageStatus: 'delivered' }),
      headers: { 'x-twilio-signature': 'forged' },
    });
    expect(forged.status).toBe(403);
    expect((await world.notificationsOf(order))[1]?.state).toBe('unknown');
    expect((await world.twilio.report(text, 'sent', { url: here })).status).toBe(200);
    expect((await world.notificationsOf(order))[1]).toMatchObject({ state: 'sent', providerId: text.sid });
    expect((await world.twilio.report(text, 'undelivered', { url: here, errorCode: 30_003 })).status).toBe(
      200,
    );
    expect((await world.notificationsOf(order))[1]).toMatchObject({
      state: 'dead',
      why: 'undelivered',
      lastError: 'undelivered, code 30003',
    });
  });
});

describe("the provider's report", () => {
  it('may come before its answer, and counts', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana, notifier.url);
    world.twilio.failure = { kind: 'lost_answer' };
    await notifier.publish(order.moveTo('ready'));
    await eventually('the provider has the text', () => world.twilio.textsTo(ana.phone).length === 1);
    const [text] = world.twilio.textsTo(ana.phone);
    if (text === undefined) throw new Error('no text was sent');
    expect((await world.twilio.report(text, 'delivered')).status).toBe(200);
    expect((await world.settled(order, 2))[1]).toMatchObject({ state: 'sent', providerId: text.sid });
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
  });
});

describe('a message that the provider refuses for good', () => {
  it("is listed without anybody's data, retried by command, and seen sent", async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    world.smtp.failure = { kind: 'no_mailbox' };
    world.twilio.failure = {
      kind: 'refuse',
      code: 21_211,
      message: `The 'To' number ${ana.phone} is not a valid phone number.`,
    };
    await notifier.publish(order.moveTo('ready'));
    expect(states(await world.settled(order, 2))).toEqual(['email dead refused', 'sms dead refused']);
    const ids = (await world.notificationsOf(order)).map(({ id }) => id);
    const letters = (await listDeadLetters(world.service)).filter(({ id }) => ids.includes(id));
    expect(letters).toHaveLength(2);
    expect(letters[0]).toMatchObject({
      orderNumber: 'ONLINE-000042',
      moment: 'ready',
      isCorrection: false,
      state: 'dead',
      why: 'refused',
      since: expect.any(Date),
    });
    expect(JSON.stringify(letters)).not.toMatch(/ana\.|customer\.example|\+63/);
    world.smtp.failure = { kind: 'none' };
    world.twilio.failure = { kind: 'none' };
    for (const id of ids) expect(await retryDeadLetter(world.service, id)).toBe(1);
    expect(states(await world.settled(order, 2))).toEqual(['email sent', 'sms sent']);
    expect([world.smtp.mailsTo(ana.email).length, world.twilio.textsTo(ana.phone).length]).toEqual([1, 1]);
  });

  it('is given up where the order is gone', async () => {
    const notifier = await world.start();
    const order = world.place('pickup');
    world.orders.forget(order);
    await notifier.publish(order.moveTo('ready'));
    expect(states(await world.settled(order, 2))).toEqual([
      'email dead order_not_found',
      'sms dead order_not_found',
    ]);
  });
});

describe('when the notifier is killed between sending and its outcome', () => {
  /** What a killed process leaves: rows that are with the provider, of an owner that is no more. */
  async function leaveInFlight(order: ReturnType<NotifierWorld['place']>, body: string): Promise<void> {
    const notifier = await world.start({ holdMs: 600_000 });
    await notifier.publish(order.moveTo('ready'));
    await world.stopNotifiers();
    const now = new Date();
    await world.dataSource.getRepository(Notification).update(
      { orderId: order.id },
      {
        state: 'sending',
        dueAt: null,
        attempts: 1,
        attemptedAt: now,
        leaseOwner: randomUUID(),
        leaseUntil: now,
        digest: digestOf(body),
      },
    );
  }

  const bodyOf = (order: ReturnType<NotifierWorld['place']>): string =>
    `Mabuhay Kitchen: order ONLINE-000042 is ready for pickup. ${order.facts.tracking_url}`;

  it('a text that the provider never got is sent after the look-up, and the e-mail is listed and not sent again', async () => {
    const ana = someone();
    const order = world.place('pickup', ana);
    await leaveInFlight(order, bodyOf(order));
    await world.start();
    expect(states(await world.settled(order, 2))).toEqual(['email unknown', 'sms sent']);
    expect(world.smtp.mailsTo(ana.email)).toHaveLength(0);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
    const [email] = await world.notificationsOf(order);
    expect(await listDeadLetters(world.service)).toContainEqual(
      expect.objectContaining({ id: email?.id, state: 'unknown' }),
    );
    await retryDeadLetter(world.service, 'all');
    expect((await world.notificationsOf(order))[0]?.state).toBe('unknown');
  });

  it('a text that the provider got is found and not sent again', async () => {
    const ana = someone();
    const order = world.place('pickup', ana);
    await leaveInFlight(order, bodyOf(order));
    const form = new URLSearchParams({ To: ana.phone, From: '+15005550006', Body: bodyOf(order) });
    const { accountSid, authToken } = world.twilio.credentials;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    await fetch(`${world.twilio.url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      body: form,
      headers: { authorization },
    });
    await world.start();
    expect(states(await world.settled(order, 2))).toEqual(['email unknown', 'sms sent']);
    expect(world.twilio.textsTo(ana.phone)).toHaveLength(1);
  });
});

describe('an e-mail whose answer is lost', () => {
  it('is not sent again, is listed, and counts as notified: its recall is corrected', async () => {
    const notifier = await world.start();
    const ana = someone();
    const order = world.place('pickup', ana);
    world.smtp.failure = { kind: 'lost_answer' };
    await notifier.publish(order.moveTo('ready'));
    expect(states(await world.settled(order, 2))).toEqual(['email unknown', 'sms sent']);
    world.smtp.failure = { kind: 'none' };
    await notifier.publish(order.recall());
    expect(states(await world.settled(order, 4))).toEqual([
      'email unknown',
      'sms sent',
      'email sent',
      'sms sent',
    ]);
    expect(world.smtp.mailsTo(ana.email).map(({ parsed }) => parsed.subject)).toEqual([
      'Order ONLINE-000042 is ready',
      'Order ONLINE-000042 is not quite ready yet',
    ]);
  });
});
