import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountEmailFacts, AccountEmailKind } from '#libs/contracts';
import { listDeadLetters, migrateNotifier, retryDeadLetter } from '../../apps/notifier/src/index.ts';
import { AccountEmail } from '../../apps/notifier/src/account-emails/index.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { eventually, NotifierWorld, someone } from './notifier-world.ts';

// Real here: PostgreSQL, SMTP, HTTP and Nest. The order's side is a stand-in.
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
  world.orders.isAway = false;
});

const about = (email: string, more: Partial<AccountEmailFacts> = {}): AccountEmailFacts => ({
  kind: AccountEmailKind.ConfirmSignUp,
  email,
  name: '',
  locale: 'en',
  restaurant: { name: 'Mabuhay Kitchen', phone: '+6328888888', address: '12 Mango Avenue, Cebu' },
  link: 'https://track.example/account#confirm',
  valid_minutes: 1_440,
  ...more,
});

async function endOf(id: string): Promise<string> {
  const emails = world.dataSource.getRepository(AccountEmail);
  await eventually(`account email ${id} is at an end`, async () => {
    const email = await emails.findOneBy({ id });
    return email !== null && email.dueAt === null && email.state !== 'sending';
  });
  const { state, why } = await emails.findOneByOrFail({ id });
  return `${state}${why === null ? '' : ` ${why}`}`;
}

describe('A mail about an account', () => {
  it('says in whose name it comes, what to do, for how long, and whom to call', async () => {
    await world.start();
    const { email } = someone();
    expect(await endOf(world.orders.wantAccountEmail(about(email)))).toBe('sent');
    const [mail] = world.smtp.mailsTo(email);
    expect(mail?.parsed.from?.text).toBe('"Mabuhay Kitchen" <orders@mabuhay.example>');
    expect(mail?.parsed.subject).toBe('Confirm your e-mail address for Mabuhay Kitchen');
    expect(mail?.parsed.text?.replace(/=\S+/, '=…')).toBe(
      'Confirm your address, and your account is ready.\n\nConfirm my address:\nhttps://track.example/account#confirm=…\n\n' +
        'The link works once, for 24 hours. You did not sign up? Then do nothing: without a confirmation there is no account.\n\nMabuhay Kitchen\n12 Mango Avenue, Cebu\n+6328888888\n',
    );
  });

  it.each(Object.values(AccountEmailKind))('has words in both languages: %s', async (kind) => {
    await world.start();
    for (const [locale, restaurant] of [
      ['en-PH', null],
      ['es-MX', about('').restaurant],
    ] as const) {
      const { email } = someone();
      expect(
        await endOf(
          world.orders.wantAccountEmail(
            about(email, { kind, locale, restaurant, name: 'Ana', valid_minutes: 60 }),
          ),
        ),
      ).toBe('sent');
      const { subject = '', text = '', html } = world.smtp.mailsTo(email)[0]?.parsed ?? {};
      expect(text).toMatch(locale === 'en-PH' ? /^Hello Ana,/ : /^Hola, Ana:/);
      for (const words of [subject, text, String(html)])
        expect(words).not.toMatch(/undefined|null|\{\w+[,}]/);
      expect(String(html).replaceAll('&#x3D;', '=')).toContain(/https:\S+/.exec(text)?.[0] ?? 'no link');
    }
  });

  it('goes out once, however many notifiers there are and however often it is named', async () => {
    await Promise.all([world.start(), world.start()]);
    const emails = Array.from({ length: 20 }, () => someone()).map(({ email }) => ({
      email,
      id: world.orders.wantAccountEmail(about(email)),
    }));
    for (const { id } of emails) expect(await endOf(id)).toBe('sent');
    for (const { id } of emails) world.orders.wantAgain(id);
    await eventually('all were taken over once more', () => world.orders.accountEmailsWaiting.length === 0);
    for (const { email, id } of emails)
      expect([await endOf(id), world.smtp.mailsTo(email).length]).toEqual(['sent', 1]);
  });

  it('waits for orders and for the mail server to be back, and brings a link that is fresh then', async () => {
    await world.start();
    const { email } = someone();
    world.orders.isAway = true;
    const id = world.orders.wantAccountEmail(about(email));
    await world.smtp.down();
    world.orders.isAway = false;
    await eventually(
      'it was tried',
      async () => ((await world.dataSource.getRepository(AccountEmail).findOneBy({ id }))?.attempts ?? 0) > 0,
    );
    await world.smtp.up();
    expect(await endOf(id)).toBe('sent');
    expect(world.smtp.mailsTo(email)).toHaveLength(1);
  });

  it('is not sent where there is nothing to say by now', async () => {
    await world.start();
    expect(await endOf(world.orders.wantAccountEmail(null))).toBe('dropped nothing_to_say');
  });

  it('is dropped where no mail can be sent', async () => {
    const { accountSid, authToken } = world.twilio.credentials;
    await world.start({
      environment: {
        TWILIO_ACCOUNT_SID: accountSid,
        TWILIO_AUTH_TOKEN: authToken,
        TWILIO_FROM: '+15005550006',
        TWILIO_API_URL: world.twilio.url,
      },
    });
    expect(await endOf(world.orders.wantAccountEmail(about(someone().email)))).toBe('dropped no_provider');
  });

  it('that was refused, or may have arrived, is listed without the address, and retried by command', async () => {
    await world.start();
    const { email } = someone();
    world.smtp.failure = { kind: 'lost_answer' };
    const doubtful = world.orders.wantAccountEmail(about(email));
    expect(await endOf(doubtful)).toBe('unknown');
    world.smtp.failure = { kind: 'no_mailbox' };
    const refused = world.orders.wantAccountEmail(about(email));
    expect(await endOf(refused)).toBe('dead refused');
    const listed = (await listDeadLetters(world.service)).filter(
      ({ id }) => id === refused || id === doubtful,
    );
    expect(listed).toEqual([
      expect.objectContaining({
        id: doubtful,
        orderNumber: 'account',
        moment: 'account_email',
        channel: 'email',
        state: 'unknown',
      }),
      expect.objectContaining({ id: refused, orderNumber: 'account', state: 'dead', why: 'refused' }),
    ]);
    expect(JSON.stringify(listed)).not.toContain(email);
    world.smtp.failure = { kind: 'none' };
    expect(await retryDeadLetter(world.service, refused)).toBe(1);
    expect(await endOf(refused)).toBe('sent');
  });
});
