import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type Awaited, Outage } from './outage.ts';

jest.setTimeout(90_000);

let outage: Outage;

beforeAll(async () => {
  outage = await Outage.start();
}, 90_000);

afterAll(() => outage.end());

afterEach(() => outage.providers.heal());

/** One e-mail and one text each, about this and nothing else. */
const once = (awaited: readonly Awaited[], subject: string, text: string): unknown =>
  awaited.map(({ order }) => ({
    mails: [expect.stringMatching(new RegExp(`${order.order_number}.*${subject}`))],
    texts: [expect.stringMatching(new RegExp(`${order.order_number} ${text}`))],
  }));

describe('while nobody answers at the mail server and at Twilio', () => {
  it('orders move on as ever, and what was to be told is told exactly once when both are back', async () => {
    const awaited = await outage.place(4);
    await outage.providers.down();
    await outage.moveAll(awaited, 'ready');
    await outage.triedInVain(awaited, 2);
    await outage.moveAll(await outage.place(1), 'preparing');
    await outage.providers.up();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is ready', 'is ready'));
  });

  it('what has been overtaken meanwhile is not told any more', async () => {
    const awaited = await outage.place(3);
    await outage.providers.down();
    await outage.moveAll(awaited, 'ready');
    await outage.triedInVain(awaited, 2);
    await outage.moveAll(awaited, 'completed');
    await outage.triedInVain(awaited, 3);
    await outage.providers.up();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'has been picked up', 'has been picked up'));
  });

  it('what was taken back meanwhile is neither told nor corrected', async () => {
    const awaited = await outage.place(2);
    await outage.providers.down();
    await outage.moveAll(awaited, 'ready');
    await outage.triedInVain(awaited, 2);
    for (const { order } of awaited)
      expect(await outage.cashier.change(order.order_id, 'recall', { reason: 'mistake' })).toMatchObject({
        status: 200,
      });
    await outage.providers.up();
    expect(await outage.received(awaited)).toEqual(awaited.map(() => ({ mails: [], texts: [] })));
  });
});

describe('while both say "not now"', () => {
  it('greylisting and 503 are tried again until it works, and each is told exactly once', async () => {
    const awaited = await outage.place(4);
    outage.providers.smtp.failure = { kind: 'greylist' };
    outage.providers.twilio.failure = { kind: 'unavailable' };
    await outage.moveAll(awaited, 'confirmed');
    await outage.triedInVain(awaited, 2, 2);
    outage.providers.heal();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is confirmed', 'is confirmed'));
  });

  it('"too many requests" is obeyed, and each text is told exactly once', async () => {
    const awaited = await outage.place(2);
    outage.providers.twilio.failure = { kind: 'too_many_requests', retryAfterSeconds: 1 };
    await outage.moveAll(awaited, 'confirmed');
    await outage.triedInVain(awaited, 2);
    outage.providers.heal();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is confirmed', 'is confirmed'));
  });
});

describe('when an answer is lost', () => {
  it('a text that Twilio took is found there and not sent again', async () => {
    const awaited = await outage.place(3);
    outage.providers.twilio.failure = { kind: 'lost_answer' };
    await outage.moveAll(awaited, 'ready');
    await eventually(
      () => awaited.every(({ customer }) => outage.providers.textsTo(customer).length > 0),
      'every text to reach Twilio',
    );
    outage.providers.heal();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is ready', 'is ready'));
    expect((await outage.notifications(awaited)).map(({ state }) => state)).toEqual(Array(6).fill('sent'));
  });

  it('a text that Twilio did not take, with a 500, is looked for and then sent, once', async () => {
    const awaited = await outage.place(2);
    outage.providers.twilio.failure = { kind: 'internal_error' };
    await outage.moveAll(awaited, 'ready');
    await outage.triedInVain(awaited, 2);
    outage.providers.heal();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is ready', 'is ready'));
  });

  it('a mail that the server took whole is not sent again, and stands on the list of doubtful ones', async () => {
    const awaited = await outage.place(2);
    outage.providers.smtp.failure = { kind: 'lost_answer' };
    await outage.moveAll(awaited, 'ready');
    await eventually(
      () => awaited.every(({ customer }) => outage.providers.mailsTo(customer).length > 0),
      'every mail to reach the server',
    );
    outage.providers.heal();
    expect(await outage.received(awaited)).toEqual(once(awaited, 'is ready', 'is ready'));
    expect(
      (await outage.notifications(awaited))
        .filter(({ channel }) => channel === 'email')
        .map(({ state }) => state),
    ).toEqual(['unknown', 'unknown']);
  });
});
