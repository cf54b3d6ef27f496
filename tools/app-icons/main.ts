import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../chromium/chromium.ts';

const folder = join(import.meta.dirname, '../../../apps/web/public');

/** To the very edge, for phones that cut the shape themselves. */
const filled = (svg: string): string => svg.replace(/ rx="\d+"/, '');
/** Whatever the shape that is cut, the drawing stays inside of it. */
const safe = (svg: string): string =>
  filled(svg).replace('<path ', '<path transform="translate(16 16) scale(0.82) translate(-16 -16)" ');

const icons = [
  { file: 'icon-192.png', size: 192, look: (svg: string): string => svg },
  { file: 'icon-512.png', size: 512, look: (svg: string): string => svg },
  { file: 'icon-maskable-512.png', size: 512, look: safe },
  { file: 'apple-touch-icon.png', size: 180, look: filled },
] as const;

/** Draws the icons of the home screen from the favicon: look at them before they are committed. */
async function main(): Promise<void> {
  const svg = await readFile(join(folder, 'favicon.svg'), 'utf8');
  const browser = await launchChromium();
  try {
    for (const { file, size, look } of icons) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(
        `<style>body { margin: 0 } svg { display: block }</style>${look(svg).replace('<svg ', `<svg width="${String(size)}" height="${String(size)}" `)}`,
      );
      await writeFile(join(folder, file), await page.screenshot({ omitBackground: true }));
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
