import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Order } from '#libs/contracts';
import type { TestBed } from '../bench/test-bed.ts';
import type { RestaurantApi } from '../rush/restaurant-api.ts';
import { composeSheet, type Tile } from './contact-sheet.ts';
import { takeElement } from './element-picture.ts';
import { playPast } from './scene.ts';
import { desktop, phone, schemes, type Studio } from './studio.ts';
import { type TrackingScene, trackingScenes } from './tracking-scenes.ts';

interface Played extends TrackingScene {
  readonly made: Order;
}

/** On paper, a phone is this wide, and a desktop, in CSS pixels. */
const [phoneWidth, desktopWidth] = [260, 640];
const onDesktop = ['cooking', 'recalled', 'out-for-delivery', 'completed'];

/**
 * What customers see: every state of the page on sheets, one light and one dark, some of it at a desk, and a
 * few by themselves.
 * @param folder gets each state by itself too, on a phone and at a desk, light and dark
 */
export async function takeCustomer(
  studio: Studio,
  testBed: TestBed,
  api: RestaurantApi,
  folder?: string,
): Promise<void> {
  const played: Played[] = [];
  for (const scene of trackingScenes) played.push({ ...scene, made: await play(testBed, api, scene) });
  for (const scene of played.filter(({ picture }) => picture !== undefined))
    await studio.take(scene.picture ?? '', await open(studio, scene, phone));
  for (const scene of played.filter(({ picture }) => picture === 'tracking-phone'))
    await studio.take('tracking-phone-dark', await open(studio, scene, { ...phone, colorScheme: 'dark' }));
  for (const colorScheme of schemes) {
    const tiles = await tilesOf(
      studio,
      played,
      { ...phone, deviceScaleFactor: 1, colorScheme },
      folder && join(folder, `phone-${colorScheme}`),
    );
    await studio.keep(
      `tracking-${colorScheme}`,
      await composeSheet(studio, { tiles, columns: 5, width: phoneWidth, colorScheme }),
    );
  }
  await takeDesk(studio, played, folder);
  for (const { made } of played.filter(({ name }) => name === 'cooking')) await takeElement(studio, made);
}

async function takeDesk(studio: Studio, played: readonly Played[], folder?: string): Promise<void> {
  const tiles: Tile[] = [];
  for (const colorScheme of schemes) {
    const scenes = folder === undefined ? played.filter(({ name }) => onDesktop.includes(name)) : played;
    const taken = await tilesOf(
      studio,
      scenes,
      { ...desktop, colorScheme },
      folder && join(folder, `desktop-${colorScheme}`),
    );
    tiles.push(...taken.filter(({ name }) => onDesktop.indexOf(name) % 2 === schemes.indexOf(colorScheme)));
  }
  await studio.keep(
    'tracking-desktop',
    await composeSheet(studio, { tiles, columns: 2, width: desktopWidth, colorScheme: 'light' }),
  );
}

async function play(testBed: TestBed, api: RestaurantApi, scene: TrackingScene): Promise<Order> {
  const order = await playPast(testBed, api, scene);
  if (scene.then !== undefined) await api.change(order.order_id, scene.then);
  return order;
}

async function tilesOf(
  studio: Studio,
  scenes: readonly Played[],
  options: BrowserContextOptions,
  folder?: string,
): Promise<readonly Tile[]> {
  const tiles: Tile[] = [];
  for (const scene of scenes) {
    const picture = await studio.shoot(await open(studio, scene, options));
    if (folder !== undefined) await studio.keepIn(folder, scene.name, picture);
    tiles.push({ name: scene.name, picture });
  }
  return tiles;
}

/** The page of this moment, once it says so. */
async function open(
  studio: Studio,
  { made: { tracking_url }, says, network, isLinkDead }: Played,
  options: BrowserContextOptions,
): Promise<Page> {
  const page = await studio.page(
    isLinkDead ? `/t#${'A'.repeat(22)}.${'b'.repeat(22)}` : tracking_url,
    options,
    async (fresh) => {
      if (network === 'without sockets')
        await fresh.routeWebSocket(/socket\.io/, (socket) => void socket.close());
    },
  );
  if (network === 'gone') {
    await page.locator('order-status-tracker .sentence').waitFor();
    await page.context().setOffline(true);
  }
  await page.getByText(says).filter({ visible: true }).first().waitFor();
  if (network === undefined && !isLinkDead)
    await page
      .getByText('Live', { exact: true })
      .or(page.getByText('Your order', { exact: true }))
      .first()
      .waitFor();
  return page;
}
