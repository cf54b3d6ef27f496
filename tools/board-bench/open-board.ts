import type { Browser, Page } from 'playwright-core';
import type { Account } from '../rush/restaurant-api.ts';

/** A tablet that lies on the counter. */
const viewport = { width: 1280, height: 800 } as const;

/**
 * A board of the program at this address, with someone logged in and every order on it.
 * @param script that the page runs first
 */
export async function openBoard(
  browser: Browser,
  url: string,
  { username, password }: Account,
  script = '',
): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(script);
  await page.goto(`${url}/board#kitchen`);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('board-bar .live.green').waitFor();
  await page.locator('order-card').first().waitFor();
  return page;
}
