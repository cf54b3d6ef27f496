import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { World } from '../contracts/contract-world.ts';
import { Api } from '../support/api.ts';
import { launchBrowser, narrowPhone, openPage, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { Providers } from '../support/providers.ts';

// Real here: the whole program with its database and pages, a mail server, and Chromium.
let providers: Providers;
let world: World;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  providers = await Providers.start();
  [world, browser] = await Promise.all([World.open(providers.settings), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await world.close();
  await providers.down();
});
let complaints: readonly string[] = [];
afterEach(() => page.context().close());

const password = 'correct horse battery staple';

async function open(url: string, options: Parameters<typeof openPage>[2] = {}): Promise<void> {
  ({ page, complaints } = await openPage(browser, url, options));
}

/** The link in the mail that came to the address, by its place. */
async function linkTo(address: string, place = 0): Promise<string> {
  const { parsed } = await eventually(
    () => providers.smtp.mailsTo(address)[place],
    `mail number ${String(place + 1)} to ${address}`,
  );
  return /https?:\/\/\S+/.exec(parsed.text ?? '')?.[0] ?? '';
}

async function signedUp(chosen = password, username = `${randomUUID()}@example.test`): Promise<string> {
  expect(
    (await new Api(world.url).post('/api/v1/customers', { username, password: chosen, name: 'Cora' })).status,
  ).toBe(201);
  return username;
}

const logsIn = async (username: string, secret: string): Promise<boolean> =>
  (await new Api(world.url).post('/api/v1/auth/login', { username, password: secret })).status === 200;
const press = (name: string): Promise<void> => page.getByRole('button', { name }).click();
const says = (name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();

describe('The account page', () => {
  it('confirms an address by the link in the mail, at a tap and not by being opened', async () => {
    const username = await signedUp();
    await open(await linkTo(username));
    await says('Confirm your address');
    expect(await logsIn(username, password)).toBe(false);
    await press('Confirm my address');
    await says('Your address is confirmed');
    expect([new URL(page.url()).hash, complaints]).toEqual(['', []]);
    expect(await logsIn(username, password)).toBe(true);
  });

  it('asks whose sign-up it is where there are several, and takes the owner’s alone', async () => {
    const username = await signedUp('chosen by the attacker');
    const trap = await linkTo(username);
    await signedUp(password, username);
    await linkTo(username, 1);
    await open(trap);
    await press('Confirm my address');
    await page.getByLabel('Password').fill(password);
    await press('Confirm my address');
    await page.getByRole('alert').getByText('This is not the password of this sign-up').waitFor();
    await page.goto(await linkTo(username, 1));
    await press('Confirm my address');
    await page.getByLabel('Password').fill(password);
    await press('Confirm my address');
    await says('Your address is confirmed');
    expect([await logsIn(username, password), await logsIn(username, 'chosen by the attacker')]).toEqual([
      true,
      false,
    ]);
  });

  it('leads from a forgotten password to a new one', async () => {
    const username = await signedUp();
    await open(await linkTo(username));
    await press('Confirm my address');
    await says('Your address is confirmed');
    await page.goto(`${world.url}/account`);
    await says('Forgot your password?');
    await page.getByLabel('E-mail address').fill(username);
    await press('Send me a link');
    await says('Look into your mailbox');
    await page.goto(await linkTo(username, 1));
    await page.getByLabel('New password').fill('a wholly new password');
    await press('Set the password');
    await says('Your new password is set');
    expect(await logsIn(username, 'a wholly new password')).toBe(true);
  });

  it('offers another link where one is none of ours, and says the same for every address', async () => {
    const link = await linkTo(await signedUp());
    await open(`${link.slice(0, -1)}${link.endsWith('x') ? 'y' : 'x'}`);
    await press('Confirm my address');
    await says('This link does not work any more');
    await page.getByText('If you have confirmed your address with it already, log in.').waitFor();
    expect(await page.getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe('/orders');
    await page.getByLabel('E-mail address').fill(`${randomUUID()}@example.test`);
    await press('Send the confirmation again');
    await says('Look into your mailbox');
  });

  it('says to whoever taps the link again that the address is confirmed already', async () => {
    const username = await signedUp();
    const link = await linkTo(username);
    await open(link);
    await press('Confirm my address');
    await says('Your address is confirmed');
    await page.goto('about:blank');
    await page.goto(link);
    await press('Confirm my address');
    await says('Your address is confirmed already');
    await page.getByRole('link', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Log in to your orders' }).waitFor();
    expect(complaints).toEqual([expect.stringContaining('status of 409')]);
  });

  it('says where the mail of a sign-up goes, and sends it again', async () => {
    const username = `${randomUUID()}@example.test`;
    await open(`${world.url}/account#sign-up`);
    await page.getByLabel('Your name').fill('Cora');
    await page.getByLabel('E-mail address').fill(username);
    await page.getByLabel('Password').fill(password);
    await press('Create my account');
    await says('Look into your mailbox');
    await page.getByText(`It goes to ${username}.`).waitFor();
    await linkTo(username);
    await press('Send it again');
    await page.getByText('It is sent again.').waitFor();
    await page.goto(await linkTo(username, 1));
    await press('Confirm my address');
    await says('Your address is confirmed');
    expect(await logsIn(username, password)).toBe(true);
  });

  it('speaks Spanish to whoever reads it, on a narrow phone in the dark, and has the mail come in Spanish', async () => {
    const username = await signedUp();
    await open(`${world.url}/account`, { locale: 'es-MX', colorScheme: 'dark', viewport: narrowPhone });
    await says('¿Olvidaste tu contraseña?');
    expect([
      await page.locator('html').getAttribute('lang'),
      await page.title(),
      await sidewaysScroll(page),
    ]).toEqual(['es', '¿Olvidaste tu contraseña?', 0]);
    await page.getByLabel('Correo electrónico').fill(username);
    await press('Envíame un enlace');
    await says('Mira en tu buzón');
    expect(
      await page.evaluate<string>('document.querySelector("account-page").shadowRoot.activeElement?.tagName'),
    ).toBe('H1');
  });

  it('speaks the language that was chosen on the customer’s other pages, refusals too', async () => {
    await open(`${world.url}/orders?lang=es`);
    await page.getByRole('link', { name: 'Crear una cuenta' }).click();
    await says('Crea tu cuenta');
    const username = `${randomUUID()}@example.test`;
    await page.getByLabel('Tu nombre').fill('Cora');
    await page.getByLabel('Correo electrónico').fill(username);
    await page.getByLabel('Contraseña').fill(username);
    await press('Crear mi cuenta');
    await page.getByRole('alert').getByText('Elige otra contraseña').waitFor();
    expect(await page.getByRole('alert').innerText()).not.toMatch(/must|request/i);
  });

  it('says that it may not be done yet where the server is away', async () => {
    await open(`${world.url}/account#reset=${'A'.repeat(43)}`);
    await page.route('**/api/**', (route) => route.abort());
    await page.getByLabel('New password').fill(password);
    await press('Set the password');
    await page.getByRole('alert').getByText('this may not be done yet').waitFor();
    await page.unroute('**/api/**');
    await press('Set the password');
    await says('This link does not work any more');
  });

  it('tells no one the token: it is in no address, and no other site is told where the reader was', async () => {
    const requested: string[] = [];
    await open(`${world.url}/account#confirm=${'B'.repeat(43)}`);
    page.on('request', (request) => requested.push(request.url(), request.headers()['referer'] ?? ''));
    await page.reload();
    await press('Confirm my address');
    await says('This link does not work any more');
    expect(
      requested.filter(
        (each) => each.includes('BBB') && !each.endsWith('/account#confirm='.concat('B'.repeat(43))),
      ),
    ).toEqual([]);
    const { headers } = await fetch(`${world.url}/account`);
    expect([headers.get('referrer-policy'), headers.get('content-security-policy')]).toEqual([
      'no-referrer',
      expect.stringContaining("script-src 'self'"),
    ]);
  });
});
