import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BoardWorld, type Tablet } from './board-world.ts';
import { focused, tabTo } from './keyboard.ts';

describe('the guide of the board', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  /** Presses "Print", with a printer that only takes note. */
  async function printed(tablet: Tablet): Promise<void> {
    const { page } = tablet;
    await page.evaluate('window.print = () => { window.hasPrinted = true; }');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Guide' }).click();
    await page.getByRole('button', { name: 'Print on one page' }).click();
    await page.waitForFunction('window.hasPrinted');
  }
  const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

  it.each(['A4', 'Letter'])('fits on one sheet of %s, and nothing else is printed', async (format) => {
    const kitchen = await world.tablet('kitchen', '', { colorScheme: 'dark' });
    await printed(kitchen);
    const { page } = kitchen;
    await page.emulateMedia({ media: 'print' });
    expect([
      await page.locator('guide-paper').isVisible(),
      await page.locator('board-page').isVisible(),
    ]).toEqual([true, false]);
    await page.locator('guide-paper').getByText('moves on').first().waitFor();
    expect(pagesOf(await page.pdf({ format, printBackground: true }))).toBe(1);
  });

  it('is opened, read and left from the keyboard alone', async () => {
    const { page } = await world.tablet('kitchen');
    await tabTo(page, 'Menu');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Guide');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Guide' }).waitFor();
    await tabTo(page, 'Print on one page');
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      expect((await focused(page)).inside).not.toContain('board-bar');
    }
    await page.keyboard.press('Escape');
    await page.locator('board-guide').waitFor({ state: 'detached' });
    expect((await focused(page)).name).toBe('Menu');
  });

  it('leaves the board as it was', async () => {
    const kitchen = await world.tablet('kitchen');
    await printed(kitchen);
    expect(await kitchen.page.locator('guide-paper').isVisible()).toBe(false);
    await kitchen.page.evaluate("dispatchEvent(new Event('afterprint'))");
    await kitchen.page.locator('guide-paper').waitFor({ state: 'detached' });
    expect(kitchen.complaints).toEqual([]);
  });
});
