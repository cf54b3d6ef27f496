import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import * as z from 'zod';
import type { SmtpSettings } from '../notifier.config.ts';
import type { SendOutcome } from '../queue/index.ts';
import { asMessage, type Mail, type MailTransport, messageIdOf } from './mail.ts';

/** `SmtpSettings`. */
export const SMTP_SETTINGS = Symbol('settings of SMTP');

/** How long the server may be silent, in milliseconds. */
const patience = 30_000;

/** Failures of nodemailer that judge the message itself, as against the way to the server. */
const aboutTheMessage: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** Mail by SMTP over a few connections that stay open. */
@Injectable()
export class Smtp implements MailTransport, OnApplicationShutdown {
  readonly #transporter: Transporter;
  /** Message-IDs of mails that the server has been given to the last byte, while they are being sent. */
  readonly #transferred = new Set<string>();

  constructor(@Inject(SMTP_SETTINGS) { url }: SmtpSettings) {
    // The pool would send a mail again by itself when its connection breaks, even after the server had all of
    // it: hence no requeues.
    const options = {
      url,
      pool: true,
      maxConnections: 4,
      maxRequeues: 0,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: patience,
    };
    this.#transporter = nodemailer.createTransport(options);
    this.#transporter.use('stream', ({ data, message }, done) => {
      message.processFunc((stream) =>
        stream.once('end', () => this.#transferred.add(String(data.messageId))),
      );
      done();
    });
    // What goes wrong is known with the mail that it goes wrong for; without a listener it would end the
    // process.
    this.#transporter.on('error', () => undefined);
  }

  async send(mail: Mail): Promise<SendOutcome> {
    const messageId = messageIdOf(mail);
    try {
      await this.#transporter.sendMail(asMessage(mail));
      return { kind: 'sent', providerId: messageId };
    } catch (error) {
      return outcomeOf(error, this.#transferred.has(messageId));
    } finally {
      this.#transferred.delete(messageId);
    }
  }

  onApplicationShutdown(): void {
    this.#transporter.close();
  }
}

const failureSchema = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  message: z.string(),
});

/** A refusal at log-in or greeting is about us and not about the message: it is tried again. */
function outcomeOf(error: unknown, wasTransferred: boolean): SendOutcome {
  const { code, responseCode, message } = failureSchema.catch({ message: 'unknown failure' }).parse(error);
  const isAboutTheMessage = code !== undefined && aboutTheMessage.has(code);
  if (responseCode !== undefined)
    return { kind: isAboutTheMessage && responseCode >= 500 ? 'refused' : 'later', error: message };
  if (isAboutTheMessage) return { kind: 'refused', error: message };
  return { kind: wasTransferred ? 'unknown' : 'later', error: message };
}
