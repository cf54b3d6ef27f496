import type { Contact } from '#libs/contracts';
import { type Passline, startPassline, type StartOptions } from './passline.ts';
import { type ReceivedMail, TestSmtpServer } from './smtp-server.ts';
import { type SentText, TwilioStandIn } from './twilio-stand-in.ts';

/** Whose messages can be told apart from everybody else's. */
export interface Customer {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly locale: string;
}

let customers = 0;

export function aCustomer(locale = 'en'): Customer {
  customers += 1;
  return {
    name: `Cris ${customers}`,
    email: `cris-${customers}@example.test`,
    phone: `+63917${String(1_000_000 + customers)}`,
    locale,
  };
}

/** The mail server and the stand-in for Twilio that one Passline sends by. */
export class Providers {
  private constructor(
    readonly smtp: TestSmtpServer,
    readonly twilio: TwilioStandIn,
  ) {}

  static async start(): Promise<Providers> {
    const [smtp, twilio] = await Promise.all([TestSmtpServer.start(), TwilioStandIn.start()]);
    return new Providers(smtp, twilio);
  }

  /** Passline's settings, by which it finds both. */
  get settings(): Readonly<Record<string, string>> {
    const { accountSid, authToken } = this.twilio.credentials;
    return {
      SMTP_URL: this.smtp.url,
      MAIL_FROM: 'orders@mabuhay.example',
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: '+15005550006',
      TWILIO_API_URL: this.twilio.url,
    };
  }

  /**
   * A Passline that sends by these. Where it does not start, they are closed: what still listens would keep
   * the test run from ending.
   */
  async startPassline({ settings, ...options }: StartOptions = {}): Promise<Passline> {
    try {
      return await startPassline({ ...options, settings: { ...this.settings, ...settings } });
    } catch (error) {
      await this.down();
      throw error;
    }
  }

  mailsTo({ email }: Contact): readonly ReceivedMail[] {
    return email === undefined ? [] : this.smtp.mailsTo(email);
  }

  textsTo({ phone }: Contact): readonly SentText[] {
    return phone === undefined ? [] : this.twilio.textsTo(phone);
  }

  /** All that went wrong goes right again. */
  heal(): void {
    this.smtp.failure = { kind: 'none' };
    this.twilio.failure = { kind: 'none' };
  }

  async down(): Promise<void> {
    await Promise.all([this.smtp.down(), this.twilio.down()]);
  }

  async up(): Promise<void> {
    await Promise.all([this.smtp.up(), this.twilio.up()]);
  }
}
