import type { Page } from 'playwright-core';
import { type Studio, upright } from './studio.ts';

const cards = (page: Page): Promise<void> => page.locator('order-card').first().waitFor();
const more = (page: Page, number: string): Promise<void> => page.locator('article:not([inert])').getByRole('button', { name: `More for ${number}`, exact: true }).click();

/** What staff see: the views, a tap and its undo, an order's sheet, several at once, no connection. */
export async function takeBoard(studio: Studio): Promise<void> {
  for (const [name, role, view, options] of [['board', 'cashier', ''], ['board-kitchen', 'kitchen', ''], ['board-driver', 'courier', '', upright]] as const) {
    const page = await studio.board(role, view, options);
    await cards(page);
    await studio.take(name, page);
  }
  await takeSheet(studio);
  await takeSeveral(studio);
  await takeOffline(studio);
  await takeUndo(studio);
}

async function takeSheet(studio: Studio): Promise<void> {
  const page = await studio.board('kitchen', '');
  await more(page, '3');
  await page.locator('order-timeline li').first().waitFor();
  await studio.take('board-order', page);
}

async function takeSeveral(studio: Studio): Promise<void> {
  const page = await studio.board('kitchen', '');
  await cards(page);
  await page.getByRole('button', { name: 'Several' }).click();
  for (const place of [0, 1]) await page.locator('order-card').nth(place).getByRole('button', { name: /Choose|Chosen/ }).click();
  await studio.take('board-several', page);
}

async function takeOffline(studio: Studio): Promise<void> {
  const page = await studio.board('kitchen', '');
  await cards(page);
  await page.context().setOffline(true);
  await page.getByText(/No connection for \d+ s/).waitFor();
  await page.getByRole('button', { name: 'Start preparing' }).click();
  await page.getByText('Kept until the connection is back').waitFor();
  await page.locator('undo-strip .toast').waitFor({ state: 'detached' });
  await studio.take('board-offline', page);
}

/** The last one: it moves an order. */
async function takeUndo(studio: Studio): Promise<void> {
  const page = await studio.board('kitchen', '');
  await page.getByRole('button', { name: 'Start cooking' }).click();
  await page.locator('undo-strip .toast').waitFor();
  await studio.take('board-undo', page);
}
