import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { CustomerWorld } from './customer-world.ts';
import { KitchenOrder, readyIn } from './kitchen.ts';
import { setClockOff, withClockOff } from './wrong-clock.ts';

const hour = 3_600_000;
let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const cooking = (from: number, to: number): KitchenOrder =>
  new KitchenOrder('pickup', 'ONLINE-000042').move('cooking', { estimate: readyIn(from, to) });
const visit = (order: KitchenOrder, offMs = 0): Promise<void> =>
  world.visit(`#${world.server.add(order).token}`, {}, (page) => withClockOff(page, offMs));

describe.each([
  ['right', 0],
  ['five hours behind', -5 * hour],
  ['five hours ahead', 5 * hour],
  ['ten minutes ahead', hour / 6],
  ['a year behind', -365 * 24 * hour],
])('on a phone whose clock is %s', (_what, off) => {
  it('the page counts down by the server’s time, and says how old it is', async () => {
    await visit(cooking(4.5, 8.5), off);
    await world.says('Ready in 4–9 min');
    expect(await world.page.locator('.known').innerText()).toBe('Updated just now');
  });

  it('it does so without a socket too', async () => {
    world.server.socketsUp = false;
    await visit(cooking(4.5, 8.5), off);
    await world.says('Ready in 4–9 min');
    await world.says('Updated just now');
  });

  it('what is opened again without a network is as old as it is', async () => {
    const order = cooking(4.5, 8.5);
    await visit(order, off);
    await world.says('Ready in 4–9 min');
    await world.isKept();
    await world.isOffline(true);
    await world.page.reload();
    await world.says('Ready in 4–9 min');
    await world.says(/^Last known \d\d:\d\d, just now/);
  });
});

describe('on a phone whose clock is set while the page is open', () => {
  it.each([
    ['forward', 3 * hour],
    ['back', -3 * hour],
  ])('%s, it goes on as before', async (_what, jump) => {
    await visit(cooking(4.5, 8.5));
    await world.says('Ready in 4–9 min');
    await setClockOff(world.page, jump);
    const since = Date.now();
    await eventually(() => Date.now() - since > 2_500, 'the page to be drawn again');
    expect(await world.page.locator('.estimate').innerText()).toMatch(/^Ready in 4–9 min/);
    await world.says('Updated just now');
  });
});

describe('what was estimated and has passed', () => {
  it('is not shown any more: it says so, and offers the call', async () => {
    await visit(cooking(-9, -1));
    await world.says('Taking longer than we thought');
    const { page } = world;
    expect(await page.locator('.estimate time').count()).toBe(0);
    const call = page.getByRole('link', { name: 'Call the restaurant' });
    expect(await call.getAttribute('href')).toBe('tel:+63285551234');
    expect(await call.getAttribute('class')).not.toContain('quiet');
  });

  it('is said at the moment at which it passes, with the page open', async () => {
    await visit(cooking(-4, 0.05));
    await world.says('Ready any minute now');
    await world.says('Taking longer than we thought');
    expect(await world.page.locator('.estimate time').count()).toBe(0);
  });

  it('is not said of a delay whose new estimate has passed too', async () => {
    await visit(cooking(-9, -1).delay(5, readyIn(-3, -1)));
    await world.says('Running about 5 minutes late (traffic).');
    expect(await world.page.locator('.sentence').innerText()).not.toContain('New estimate');
  });

  it('leaves of a range that has begun only its end', async () => {
    await visit(cooking(-4, 4));
    expect(await world.page.locator('.estimate time').innerText()).toMatch(/^\d\d:\d\d$/);
  });
});

describe('a browser that calls its language', () => {
  it.each([
    [['en-US@posix'], 'en-US@posix'],
    [['C'], 'C'],
    [[''], ''],
    [undefined, undefined],
    [['en_US'], 'en_US'],
    [[], undefined],
    [['*', 'i-klingon', 'en_GB.UTF-8'], 'x'],
  ])('%j shows the page all the same', async (languages, language) => {
    const order = cooking(4.5, 8.5).move('cooking', { estimate: readyIn(4.5, 8.5) });
    const said = JSON.stringify({ languages, language });
    await world.visit(`#${world.server.add(order).token}`, {}, (page) =>
      page.addInitScript(`{
        const said = ${said};
        for (const name of ['languages', 'language'])
          Object.defineProperty(Navigator.prototype, name, { get: () => said[name] });
      }`),
    );
    await world.says('Ready in 4–9 min');
    await world.says(/₱\s?820.00/);
    await world.says('Updated just now');
    expect(world.complaints).toEqual([]);
  });

  it('es_MX in Spanish', async () => {
    const order = cooking(4.5, 8.5);
    await world.visit(`#${world.server.add(order).token}`, {}, (page) =>
      page.addInitScript(`Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['es_MX'] })`),
    );
    await world.says('Tu comida se está cocinando.');
  });
});
