import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary: string }[];
}

/**
 * What axe finds wrong by WCAG 2.2 A and AA, through all shadow trees; each with where it is. Axe comes in by
 * the debugger, which no content policy holds up.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run({ runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}) at ${JSON.stringify(target)}: ${failureSummary}`,
    ),
  );
}

/**
 * What can be pressed and is smaller than a finger needs, 44 px; a field inside its label is as large as the
 * label.
 */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const all = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const pressed = all(document).filter((element) => element.matches('a[href], button, input, select, textarea, summary') && element.checkVisibility({ visibilityProperty: true }));
    const areaOf = (element) => (element.closest('label') ?? element).getBoundingClientRect();
    return pressed.map((element) => ({ element, area: areaOf(element) }))
      .filter(({ area }) => area.width > 0 && Math.min(area.width, area.height) < 43.9)
      .map(({ element, area }) => element.outerHTML.slice(0, 120) + ' ' + area.width + '×' + area.height);
  })()`);
}
