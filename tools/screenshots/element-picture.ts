import type { Order } from '#libs/contracts';
import type { Studio } from './studio.ts';

/** Nobody is asked for this page: the studio answers. */
const site = '/thank-you';

const pageOf = (
  server: string,
  token: string,
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light"><title>Thank you</title>
<style>
  body { margin: 0; font: 17px/1.5 Georgia, 'DejaVu Serif', serif; background: #efe9dd; color: #1c1917 }
  header { padding: 20px 40px; background: #14532d; color: #fff; font-size: 22px } main { padding: 8px 40px 40px; display: grid; grid-template-columns: 1fr 400px; gap: 48px; align-items: start }
  order-status-tracker { --passline-radius: 4px; --passline-accent: #14532d; --passline-font: Georgia, 'DejaVu Serif', serif; margin-top: 20px; overflow: clip; border-radius: 4px; box-shadow: 0 1px 12px rgb(28 25 23 / 14%) }
</style>
<script type="module" src="${server}/order-status-tracker.js"></script></head>
<body><header>Mabuhay Kitchen</header><main><div><h1>Thank you, Ana</h1><p>We have your order. You can leave this page open: the box beside follows it by itself, and tells you when to set out.</p><p>Pickup at 12 Rizal Street, Makati. Ask for Carla at the counter.</p></div>
<order-status-tracker token="${token}"></order-status-tracker></main></body></html>`;

/** The element on a restaurant's own page, with that page's colours, corners and letters. */
export async function takeElement(studio: Studio, { tracking_url }: Order): Promise<void> {
  const page = await studio.page(site, { viewport: { width: 1000, height: 760 } }, (fresh) =>
    fresh.route(`**${site}`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: pageOf(studio.url, tracking_url.split('#')[1] ?? ''),
      }),
    ),
  );
  await page.getByText('Live', { exact: true }).waitFor();
  await studio.take('tracker-element', page);
}
