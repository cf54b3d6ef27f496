import type { BrowserContextOptions, Page } from 'playwright-core';
import { lying, type Moment, type Studio, upright } from './studio.ts';

const cards = (page: Page): Promise<void> => page.locator('order-card').first().waitFor();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const more = (page: Page, number: string): Promise<void> =>
  page
    .locator('article:not([inert])')
    .getByRole('button', { name: `More for ${number}`, exact: true })
    .click();

/** A board with its cards, as someone of that role opens it. @param reach what is done there */
const board =
  (role: string, reach: (page: Page) => Promise<unknown> = async () => undefined): Moment['open'] =>
  async (studio: Studio, options: BrowserContextOptions) => {
    const page = await studio.board(role, '', options);
    await cards(page);
    await reach(page);
    return page;
  };

async function openMenu(page: Page, entry: string): Promise<void> {
  await press(page, 'Menu');
  await page.locator('#menu').getByRole('button', { name: entry, exact: true }).click();
  await page.locator('dialog[open]').waitFor();
}

async function unfoldLater(page: Page): Promise<void> {
  await page.locator('later-strip button').click();
  await page.getByRole('region', { name: 'Later', exact: true }).waitFor();
}

const openPace = (page: Page): Promise<void> =>
  page.locator('pace-button').getByRole('button').first().click();

async function openSheet(page: Page): Promise<void> {
  await more(page, '3');
  await page.locator('order-timeline li').first().waitFor();
}

/** Half way to cancelling, with a note for the customer. */
async function askWhy(page: Page): Promise<void> {
  await openSheet(page);
  await press(page, 'Sorry for the wait, it is worth it.');
  await page.locator('order-sheet').getByRole('button', { name: 'Cancel the order' }).click();
  await page.locator('reason-panel').getByText('Sold out').click();
}

async function chooseTwo(page: Page): Promise<void> {
  await press(page, 'Several');
  for (const place of [0, 1])
    await page
      .locator('order-card')
      .nth(place)
      .getByRole('button', { name: /Choose|Chosen/ })
      .click();
}

async function loseNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText(/No connection for \d+ s/).waitFor();
  await press(page, 'Start preparing');
  await page.getByText('Kept until the connection is back').waitFor();
  await page.locator('undo-strip .toast').waitFor({ state: 'detached' });
}

async function moveOne(page: Page): Promise<void> {
  await press(page, 'Start cooking');
  await page.locator('undo-strip .toast').waitFor();
}

async function takeBack(page: Page): Promise<void> {
  await page.locator('undo-strip').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Start cooking', exact: true }).waitFor();
}

async function logIn(studio: Studio, options: BrowserContextOptions): Promise<Page> {
  const page = await studio.page('/board', options);
  await page.getByLabel('User name').waitFor();
  return page;
}

/**
 * What staff see: the views, an order's sheet, several at once, no connection, a tap and its undo, and what
 * the menu leads to.
 */
export const boardMoments: readonly Moment[] = [
  { name: 'board-log-in', open: logIn },
  { name: 'board', open: board('cashier'), inGuide: lying },
  {
    name: 'board-dark',
    open: board('cashier'),
    inGuide: { ...lying, colorScheme: 'dark' },
    inGuideOnly: true,
  },
  { name: 'board-kitchen', open: board('kitchen'), inGuide: lying },
  { name: 'board-driver', open: board('courier'), inGuide: upright },
  { name: 'board-late', open: board('kitchen', (page) => press(page, 'Late')) },
  { name: 'board-later', open: board('cashier', unfoldLater) },
  { name: 'board-pace', open: board('cashier', openPace) },
  { name: 'board-menu', open: board('manager', (page) => press(page, 'Menu')) },
  { name: 'board-finished', open: board('cashier', (page) => openMenu(page, 'Finished orders')) },
  { name: 'board-guide', open: board('kitchen', (page) => openMenu(page, 'Guide')) },
  { name: 'board-keys', open: board('kitchen', (page) => openMenu(page, 'Keys')) },
  { name: 'board-order', open: board('kitchen', openSheet), inGuide: lying },
  { name: 'board-reason', open: board('cashier', askWhy) },
  { name: 'board-several', open: board('kitchen', chooseTwo), inGuide: lying },
  { name: 'board-offline', open: board('kitchen', loseNetwork), inGuide: lying },
  { name: 'board-undo', open: board('kitchen', moveOne), leave: takeBack, inGuide: lying },
];
