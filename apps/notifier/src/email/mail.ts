import type { SendMailOptions } from 'nodemailer';
import type { EmailMessage } from '../message/email-message.ts';
import type { SendOutcome } from '../notification/channel.ts';

export interface Mail extends EmailMessage {
  /** The notification's id: the Message-ID is made of it, so that a mail that came twice after all is known as one. */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
}

/** Who carries mail. */
export interface MailTransport {
  /** Never throws. */
  send(mail: Mail): Promise<SendOutcome>;
}

/** The address in "Name <address>", or the whole. */
export function addressIn(from: string): string {
  return (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim();
}

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
