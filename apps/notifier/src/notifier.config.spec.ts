import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#libs/service-kit';
import { notifierSettingsSchema, refuseWithoutProviders, smtpOf, twilioOf } from './notifier.config.ts';

const read = (environment: Record<string, string>) => readSettings(notifierSettingsSchema, environment);
const twilio = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'secret', TWILIO_FROM: '+15005550006' };

describe("the notifier's settings", () => {
  it('need the address that mail comes from', () =>
    expect(() => read({ SMTP_URL: 'smtp://mail.example' })).toThrow(/^MAIL_FROM: is needed with SMTP_URL/));
  it('refuse an address that is none', () =>
    expect(() => read({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Orders' })).toThrow(
      /^MAIL_FROM: must be an e-mail address/,
    ));
  it('take an address with a name', () =>
    expect(
      smtpOf(read({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Orders <o@mail.example>' }))?.sender,
    ).toBe('o@mail.example'));
  it("need all of Twilio's or none", () =>
    expect(() => read({ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_FROM: '+15005550006' })).toThrow(
      /^TWILIO_AUTH_TOKEN: is needed/,
    ));
  it('know where Twilio is', () => expect(twilioOf(read(twilio))?.apiUrl).toBe('https://api.twilio.com'));
  it('refuse to start with no way to reach a customer', () =>
    expect(() => refuseWithoutProviders(read({}))).toThrow(/^SMTP_URL: is needed/));
  it('are content with one way', () => expect(() => refuseWithoutProviders(read(twilio))).not.toThrow());
});
