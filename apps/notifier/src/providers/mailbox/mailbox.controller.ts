import { Controller, Get, Header, Param } from '@nestjs/common';
import { ProblemError } from '#libs/service-kit';
import { mailboxPage } from './mailbox-page.ts';
import { mailboxStyles } from './mailbox-styles.ts';
import { Mailbox } from './mailbox.ts';

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A mail brings its own styles and nothing else, and has an origin of its own, whatever is in it. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";
const html = 'text/html; charset=utf-8';

/** What would have been sent, as the customer would have got it; in a development set-up only. */
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  @Header('Content-Type', html)
  @Header('Content-Security-Policy', pagePolicy)
  @Header('Cache-Control', 'no-store')
  async page(): Promise<string> {
    return mailboxPage(await this.mailbox.latest());
  }

  @Get('styles.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  styles(): string {
    return mailboxStyles;
  }

  /** @throws ProblemError `not_found` where there is no such mail */
  @Get(':id/html')
  @Header('Content-Type', html)
  @Header('Content-Security-Policy', mailPolicy)
  @Header('X-Frame-Options', 'SAMEORIGIN')
  @Header('Cache-Control', 'no-store')
  async mail(@Param('id') id: string): Promise<string> {
    const mail = await this.mailbox.mail(id);
    if (mail === null) throw new ProblemError('not_found', 'There is no such mail in the mailbox.');
    return mail.html;
  }
}
