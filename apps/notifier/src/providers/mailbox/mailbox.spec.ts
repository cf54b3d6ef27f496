import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Mailbox } from './mailbox.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passline-mailbox-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const textTo = (to: string, message_id: string): Promise<unknown> =>
  new Mailbox(folder).send({ id: message_id, to, body: 'Ready.', statusCallback: '' });

describe('A file of the mailbox that cannot be', () => {
  it('read is an error, and holds up the erasure of no other', async () => {
    await writeFile(join(folder, '0.sms.json'), 'not what we wrote');
    await textTo('+639170000001', 'of Ana');
    await textTo('+639170000002', 'of Ben');
    await expect(new Mailbox(folder).erase(new Set(['of Ana']))).rejects.toThrow(/JSON/);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('removed is an error, and holds up the end of no other', async () => {
    await mkdir(join(folder, '0.eml'));
    await writeFile(join(folder, '1.eml'), '');
    const longAgo = new Date('2026-03-01T10:00:00.000Z');
    for (const file of await readdir(folder)) await utimes(join(folder, file), longAgo, longAgo);
    await expect(new Mailbox(folder).removeBefore(new Date('2026-03-02T10:00:00.000Z'))).rejects.toThrow(
      /directory/,
    );
    expect(await readdir(folder)).toEqual(['0.eml']);
  });
});
