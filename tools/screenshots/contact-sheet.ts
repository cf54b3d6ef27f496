import type { Scheme, Studio } from './studio.ts';

/** A picture with what stands below it. */
export interface Tile {
  readonly name: string;
  readonly picture: Buffer;
}

interface Sheet {
  readonly tiles: readonly Tile[];
  readonly columns: number;
  /** Of each picture on the sheet, in CSS pixels. */
  readonly width: number;
  readonly colorScheme: Scheme;
}

const gap = 20;
const colors = { light: ['#e7e5e4', '#1c1917'], dark: ['#292524', '#f5f1ec'] } as const;

/** Many pictures on one. */
export async function composeSheet(
  studio: Studio,
  { tiles, columns, width, colorScheme }: Sheet,
): Promise<Buffer> {
  const page = await studio.page('about:blank', {
    viewport: { width: columns * (width + gap) + gap, height: 400 },
    colorScheme,
  });
  const [testBed, text] = colors[colorScheme];
  await page.setContent(`<style>
    body { margin: 0; padding: ${gap}px; background: ${testBed}; color: ${text}; font: 16px/1.2 sans-serif; display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: ${gap}px }
    figure { margin: 0 } img { width: 100%; display: block; border-radius: 8px } figcaption { padding-top: 8px; text-align: center }
  </style>${tiles.map(({ name, picture }) => `<figure><img src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${name.replaceAll('-', ' ')}</figcaption></figure>`).join('')}`);
  return studio.shoot(page, { fullPage: true });
}
