import type { SendMailOptions } from 'nodemailer';
import type { SendOutcome } from '../queue/index.ts';
import type { EmailMessage } from '../templates/index.ts';

export interface Mail extends EmailMessage {
  /**
   * The notification's id: the Message-ID is made of it, so that a mail that came twice after all is known as
   * one.
   */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
}

/** Who carries mail. */
export interface MailTransport {
  /** Never throws. */
  send(mail: Mail): Promise<SendOutcome>;
}
/** A MailTransport, or null where mail cannot be sent. */
export const MAIL_TRANSPORT = Symbol('transport of mail');

export function messageIdOf({ id, from }: Pick<Mail, 'id' | 'from'>): string {
  return `<${id}@passline.${from.address.split('@').at(-1) ?? 'invalid'}>`;
}

/** The mail as nodemailer takes it. No file and no URL is ever read for it. */
export function asMessage(mail: Mail): SendMailOptions {
  const { from, to, subject, html, text } = mail;
  return {
    from,
    to,
    subject,
    html,
    text,
    messageId: messageIdOf(mail),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
