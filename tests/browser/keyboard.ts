import type { Page } from 'playwright-core';

/**
 * What has the focus, through all shadow trees: its tag, the words by which a person knows it, and the
 * elements around it.
 */
export interface Focused {
  readonly name: string;
  readonly inside: readonly string[];
}

const look = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const inside = [];
  for (let root = at.getRootNode(); root.host; root = root.host.getRootNode()) inside.push(root.host.localName);
  return { name: (at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent).trim(), inside };
})()`;

export const focused = (page: Page): Promise<Focused> => page.evaluate<Focused>(look);

/** Presses Tab until the focus is on what is so named. @throws where a whole round does not lead to it */
export const tabTo = (page: Page, name: string): Promise<void> => pressUntil(page, 'Tab', name);

/** Within a group, of which Tab leads to one only: chooses as it goes. */
export const arrowTo = (page: Page, name: string): Promise<void> => pressUntil(page, 'ArrowDown', name);

async function pressUntil(page: Page, key: string, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const { name: found } = await focused(page);
    if (found === name) return;
    passed.push(found.slice(0, 40));
  }
  throw new Error(`${key} never leads to “${name}”, only to ${[...new Set(passed)].join(' | ')}`);
}
