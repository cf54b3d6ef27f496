import type { Page } from 'playwright-core';

/**
 * A phone whose clock is off: what its pages take for the time. Timers go on as they do.
 * @param offMs by how much it is ahead of the true time
 */
export async function withClockOff(page: Page, offMs: number): Promise<void> {
  await page.addInitScript(`{
    const True = Date;
    globalThis.clockOff = ${offMs};
    const now = () => True.now() + globalThis.clockOff;
    globalThis.Date = class extends True {
      constructor(...facts) {
        if (facts.length === 0) super(now());
        else super(...facts);
      }
      static now() {
        return now();
      }
    };
  }`);
}

/** Someone, or the network, sets the clock while the page is open. */
export async function setClockOff(page: Page, offMs: number): Promise<void> {
  await page.evaluate(`globalThis.clockOff = ${offMs}`);
}
