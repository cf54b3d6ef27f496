const begin = '<!-- figures: written by "npm run estimate:replay -- --simulate --write" -->';
const end = '<!-- /figures -->';

/**
 * The page with another block of figures between its markers.
 * @throws Error where the page has lost its markers
 */
export function withFigures(page: string, block: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`the page has no place for figures: it needs the lines ${begin} and ${end}`);
  return `${page.slice(0, from)}${begin}\n${block.trim()}\n${page.slice(to)}`;
}
