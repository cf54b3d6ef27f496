import type { Page } from 'playwright-core';
import type { Moment } from './studio.ts';

/** A page that is there once this is to be seen. */
const there =
  (
    path: string,
    heading: string | RegExp,
    reach: (page: Page) => Promise<unknown> = async () => undefined,
  ): Moment['open'] =>
  async (studio, options) => {
    const page = await studio.page(path, options);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await reach(page);
    return page;
  };

async function haveLinkSent(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill('somebody@example.com');
  await page.getByRole('button').click();
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
}

async function useDeadLink(page: Page): Promise<void> {
  await page.getByLabel('New password').fill('a password of their own');
  await page.getByRole('button').click();
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
}

/** The ways in, and those that lead nowhere. */
export const signInMoments: readonly Moment[] = [
  { name: 'home', open: there('/', /./) },
  { name: 'orders-log-in', open: there('/orders', 'Log in to your orders') },
  { name: 'account-sign-up', open: there('/account#sign-up', /./) },
  { name: 'account-forgot', open: there('/account', /./) },
  { name: 'account-sent', open: there('/account', /./, haveLinkSent) },
  { name: 'account-reset', open: there(`/account#reset=${'a'.repeat(43)}`, /./) },
  { name: 'account-dead-link', open: there(`/account#reset=${'a'.repeat(43)}`, /./, useDeadLink) },
  { name: 'table-dead-code', open: there(`/table#${'A'.repeat(22)}`, 'This code does not work any more') },
  { name: 'tracking-no-link', open: there('/t', 'Open the link from your message') },
];
