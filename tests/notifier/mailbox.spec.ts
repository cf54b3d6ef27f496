import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { NotifierWorld, type RunningNotifier, someone } from './notifier-world.ts';

let world: NotifierWorld;
let notifier: RunningNotifier;

beforeAll(async () => {
  const database = await migratedDatabase();
  await migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });
  world = await NotifierWorld.create(database);
  notifier = await world.start({ mailbox: true, environment: {} });
}, 60_000);

afterAll(() => world.end());

const get = async (path: string): Promise<{ status: number; headers: Headers; body: string }> => {
  const response = await fetch(notifier.url + path);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

describe('the mailbox of a development set-up', () => {
  it('says that it is empty, and is a page without scripts and styles of its own', async () => {
    const { status, headers, body } = await get('/mailbox');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain('No messages yet.');
    expect(body).not.toMatch(/<script|<style| style=/);
    expect((await get('/mailbox/styles.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('keeps a mail as the file that would have left, and shows mail and text, newest first', async () => {
    const ana = someone();
    const [first, second] = [world.place('pickup', ana), world.place('pickup', someone())];
    await notifier.publish(first.moveTo('confirmed', { notes: '<b>bold</b>' }));
    await world.settled(first, 2);
    await notifier.publish(second.moveTo('ready'));
    await world.settled(second, 2);

    const folder = join(world.folder, 'mailbox');
    const eml = (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort()[0] ?? '';
    const mail = await simpleParser(await readFile(join(folder, eml)));
    expect(mail).toMatchObject({
      subject: 'Order ONLINE-000042 is confirmed',
      to: { text: `"Ana" <${ana.email}>` },
    });
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@passline\./);

    const { body } = await get('/mailbox');
    expect(body.indexOf('Order ONLINE-000042 is ready')).toBeLessThan(
      body.indexOf('Order ONLINE-000042 is confirmed'),
    );
    expect(body).toContain(`Text messages to ${ana.phone}`);
    expect(body).not.toContain('<b>bold</b>');
    const [, frame = ''] = /<iframe [^>]*src="([^"]+)"/.exec(body) ?? [];
    const shown = await get(frame);
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(shown.body).toContain('Track your order');
    expect(shown.body).not.toContain('<script');
  });

  it('shows mails and texts in a browser that obeys its content policy, on a phone and in the dark', async () => {
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(browser, `${notifier.url}/mailbox`, {
        colorScheme: 'dark',
      });
      const mail = page.locator('iframe').first().contentFrame();
      expect(await mail.getByRole('link', { name: 'Track your order' }).getAttribute('href')).toMatch(
        /^https:\/\/track\.example\/t#/,
      );
      const frame = page.frames().find((candidate) => candidate.url().endsWith('/html'));
      expect(await frame?.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(20, 17, 15)',
      );
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('knows no mail that is not in it, wherever the path leads', async () => {
    for (const path of [
      '/mailbox/0198c0de-0000-7000-8000-000000000001/html',
      '/mailbox/..%2f..%2fetc%2fpasswd/html',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('is there in a development set-up only: with providers alone nothing answers', async () => {
    const real = await world.start();
    expect((await fetch(`${real.url}/mailbox`)).status).toBe(404);
  });
});

describe('the notifier tells how it does', () => {
  it('is ready, and counts sends by channel and result', async () => {
    expect((await get('/health/ready')).status).toBe(200);
    expect((await get('/health/live')).status).toBe(200);
    const { body } = await get('/metrics');
    expect(body).toMatch(/passline_notifications_total\{channel="sms",result="sent"\} [1-9]/);
    expect(body).toContain('# TYPE passline_notifications_queue gauge');
    expect(body).toContain('# TYPE passline_notifications_overdue_seconds gauge');
  });
});
