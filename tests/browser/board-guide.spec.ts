import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BoardWorld, type Tablet } from './board-world.ts';

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
    expect([await page.locator('guide-paper').isVisible(), await page.locator('board-page').isVisible()]).toEqual([true, false]);
    await page.locator('guide-paper').getByText('moves on').first().waitFor();
    expect(pagesOf(await page.pdf({ format, printBackground: true }))).toBe(1);
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
