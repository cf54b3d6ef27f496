import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import type { SendOutcome } from '../../queue/index.ts';
import { asMessage, type Mail, type MailTransport, messageIdOf } from '../mail.ts';
import type { FoundText, SmsProvider, Text } from '../sms-provider.ts';

/** Which message it is a copy of. */
const copyShape = { message_id: z.string().default('') };

const keptTextSchema = z.object({
  ...copyShape,
  id: z.string(),
  to: z.string(),
  body: z.string(),
  at: z.string(),
});
export type KeptText = z.infer<typeof keptTextSchema>;

const keptMailSchema = z.object({
  ...copyShape,
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  at: z.string(),
});
export type KeptMail = z.infer<typeof keptMailSchema>;

/** One message in the mailbox; ids tell the time. */
export type Kept = ({ readonly kind: 'email' } & KeptMail) | ({ readonly kind: 'sms' } & KeptText);

/** Where messages are kept, a path. */
export const MAILBOX_FOLDER = Symbol('folder of the mailbox');

/** How many messages the page shows. */
const shown = 50;

/**
 * Messages of a development set-up, kept as files instead of being sent: `<id>.eml` as it would have left
 * (with `<id>.mail.json`, its parts, for the page), and `<id>.sms.json`.
 */
@Injectable()
export class Mailbox implements MailTransport, SmsProvider {
  readonly #composer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
  });

  constructor(@Inject(MAILBOX_FOLDER) private readonly folder: string) {}

  send(message: Mail | Text): Promise<SendOutcome> {
    return ('subject' in message ? this.#keepMail(message) : this.#keepText(message)).catch(
      (error: unknown) => ({
        kind: 'later' as const,
        error: `the mailbox cannot be written: ${error instanceof Error ? error.message : 'unknown failure'}`,
      }),
    );
  }

  async textsTo(phone: string, since: Date): Promise<readonly FoundText[]> {
    const texts = await Promise.all((await this.#files('.sms.json')).map((file) => this.#readText(file)));
    return texts
      .filter(({ to, at }) => to === phone && Date.parse(at) >= since.getTime())
      .map(({ id, body }) => ({ providerId: id, body, failure: null }));
  }

  /** The latest messages, newest first. */
  async latest(): Promise<readonly Kept[]> {
    const files = (await this.#files('.mail.json', '.sms.json')).sort().reverse().slice(0, shown);
    return this.#readAll(files);
  }

  /** @param id as in `latest`; null where there is no such mail */
  async mail(id: string): Promise<KeptMail | null> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return null;
    return this.#readMail(`${id}.mail.json`).catch(() => null);
  }

  /** Deletes what was kept of these messages. @throws Error where a file cannot be read, past all others */
  async erase(messageIds: ReadonlySet<string>): Promise<void> {
    await pastFailures(await this.#files('.mail.json', '.sms.json'), async (file) => {
      const kept = await this.#readKept(file).catch(unlessGone);
      if (kept !== null && messageIds.has(kept.message_id)) await this.#remove(kept.id);
    });
  }

  /** Deletes what was kept before then. @throws Error where a file cannot be removed, past all others */
  async removeBefore(time: Date): Promise<void> {
    await pastFailures(await this.#files('.eml', '.mail.json', '.sms.json'), async (file) => {
      const path = join(this.folder, file);
      const { mtime } = await stat(path).catch(() => ({ mtime: time }));
      if (mtime < time) await rm(path, { force: true });
    });
  }

  async #remove(id: string): Promise<void> {
    for (const ending of ['.eml', '.mail.json', '.sms.json'])
      await rm(join(this.folder, `${id}${ending}`), { force: true });
  }

  async #keepMail(mail: Mail): Promise<SendOutcome> {
    const { message } = await this.#composer.sendMail(asMessage(mail));
    if (!Buffer.isBuffer(message)) throw new TypeError('the composer gave no buffer');
    const id = uuid();
    const { subject, html, text } = mail;
    await this.#keep(`${id}.eml`, message);
    await this.#keep(
      `${id}.mail.json`,
      asJson({
        message_id: mail.id,
        id,
        to: mail.to.address,
        subject,
        html,
        text,
        at: new Date().toISOString(),
      } satisfies KeptMail),
    );
    return { kind: 'sent', providerId: messageIdOf(mail) };
  }

  async #keepText({ id: message_id, to, body }: Text): Promise<SendOutcome> {
    const id = uuid();
    await this.#keep(
      `${id}.sms.json`,
      asJson({ message_id, id, to, body, at: new Date().toISOString() } satisfies KeptText),
    );
    return { kind: 'sent', providerId: id };
  }

  /** Under its name only once it is whole, since the page may look at any time. */
  async #keep(name: string, content: Buffer | string): Promise<void> {
    const path = join(this.folder, name);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  async #files(...endings: readonly string[]): Promise<string[]> {
    const files = await readdir(this.folder).catch(() => []);
    return files.filter((file) => endings.some((ending) => file.endsWith(ending)));
  }

  /** Without those that were removed while we looked. */
  async #readAll(files: readonly string[]): Promise<Kept[]> {
    const read = await Promise.all(files.map((file) => this.#readKept(file).catch(unlessGone)));
    return read.filter((kept) => kept !== null);
  }

  async #readKept(file: string): Promise<Kept> {
    return file.endsWith('.sms.json')
      ? { kind: 'sms', ...(await this.#readText(file)) }
      : { kind: 'email', ...(await this.#readMail(file)) };
  }

  async #readMail(file: string): Promise<KeptMail> {
    return keptMailSchema.parse(JSON.parse(await readFile(join(this.folder, file), 'utf8')));
  }

  async #readText(file: string): Promise<KeptText> {
    return keptTextSchema.parse(JSON.parse(await readFile(join(this.folder, file), 'utf8')));
  }
}

const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

async function pastFailures(files: readonly string[], work: (file: string) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(files.map(work));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function unlessGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
