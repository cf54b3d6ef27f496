import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.ts';

/** Presses what goes away when it is pressed, once that is no longer taken for the second tap of two. */
export async function pressLater(button: Locator): Promise<void> {
  await button.waitFor();
  await eventually(async () => {
    if ((await button.count()) > 0) await button.click();
    return (await button.count()) === 0;
  }, 'the press to be taken');
}
